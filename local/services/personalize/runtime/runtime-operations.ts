import { RECOMMENDER_DIMENSION, RECOMMENDER_METRICS } from '../../../../domain/recommender-metrics';
import type { RestOperation } from '../../../gateway/rest-json-protocol';
import { measured } from '../measured';
import type { PersonalizeStore } from '../personalize-store';
import { getRecommendations } from './get-recommendations';

/** The operations of Personalize's runtime API that recommenders answer. */
export const RUNTIME_OPERATIONS: Readonly<Record<string, RestOperation<PersonalizeStore>>> = {
  GetRecommendations: {
    route: 'POST /recommendations',
    action: measured(getRecommendations, {
      succeeded: RECOMMENDER_METRICS.requests.name,
      latency: RECOMMENDER_METRICS.latency.name,
      clientErrors: RECOMMENDER_METRICS.clientErrors.name,
      serverErrors: RECOMMENDER_METRICS.serverErrors.name,
      dimension: RECOMMENDER_DIMENSION,
      arnOf: ({ recommenderArn = '' }, store) => store.recommenders.get(recommenderArn)?.arn,
    }),
  },
};
