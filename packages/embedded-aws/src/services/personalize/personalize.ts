import { numbersOf } from '@ecommerce-recommenders/models/choice';
import {
  CAMPAIGN_DIMENSION,
  CAMPAIGN_METRICS,
  RECOMMENDER_DIMENSION,
  RECOMMENDER_METRICS,
} from '@ecommerce-recommenders/personalize/recommender-metrics';
import { jsonService } from '../../gateway/json-protocol';
import { restJsonService, type RestOperation } from '../../gateway/rest-json-protocol';
import type { ServiceDefinition } from '../service-definition';
import { CONTROL_ACTIONS } from './control/control-actions';
import { putEvents } from './events/put-events';
import { putItems, putUsers } from './events/put-records';
import { measured } from './measured';
import { PersonalizeStore } from './personalize-store';
import type { Resource } from './resource';
import type { ResourceCollection } from './resource-collection';
import { getPersonalizedRanking } from './runtime/get-personalized-ranking';
import { getRecommendations } from './runtime/get-recommendations';
import { refuseUncovered, UNCOVERED_OPERATIONS } from './uncovered-operations';

/** Runtime API operations that recommenders and campaigns serve. */
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
  GetPersonalizedRanking: {
    route: 'POST /personalize-ranking',
    action: measured(getPersonalizedRanking, {
      succeeded: CAMPAIGN_METRICS.requests.name,
      latency: CAMPAIGN_METRICS.latency.name,
      clientErrors: CAMPAIGN_METRICS.clientErrors.name,
      serverErrors: CAMPAIGN_METRICS.serverErrors.name,
      dimension: CAMPAIGN_DIMENSION,
      arnOf: ({ campaignArn }, store) => store.campaigns.get(campaignArn)?.arn,
    }),
  },
};

/** Ten records of 32,000 characters, all possibly escaped as \uXXXX. */
const MAX_RECORDS_BYTES = 2 * 1024 * 1024;

/** Events API operations of domain dataset groups. */
export const EVENT_OPERATIONS: Readonly<Record<string, RestOperation<PersonalizeStore>>> = {
  PutEvents: {
    route: 'POST /events',
    action: measured(putEvents, {
      succeeded: 'PutEventsRequests',
      latency: 'PutEventLatency',
      clientErrors: 'PutEvents4xxErrors',
      serverErrors: 'PutEvents5xxErrors',
      dimension: 'EventTrackerArn',
      arnOf: ({ trackingId }, store) => store.eventTrackers.list({ trackingId })[0]?.arn,
    }),
  },
  PutItems: { route: 'POST /items', action: putItems, maxBodyBytes: MAX_RECORDS_BYTES },
  PutUsers: { route: 'POST /users', action: putUsers, maxBodyBytes: MAX_RECORDS_BYTES },
};

/** Personalize's three APIs have one signing name. */
const SIGNING_NAME = 'personalize';

/** Paths of the runtime API, including those of operations that are refused by name. */
const RUNTIME_PATHS = [
  ...Object.values(RUNTIME_OPERATIONS).map(({ route }) => route),
  ...UNCOVERED_OPERATIONS['personalize-runtime'].keys(),
].map((route) => route.split(' ')[1]);

const INVALID_INPUT = 'InvalidInputException';

/** Amazon Personalize: the ECOMMERCE domain with its five use cases, personalized rankings and batch jobs. */
export const personalizeDefinition: ServiceDefinition<PersonalizeStore> = {
  scope: 'region',
  createStore: (platform) => new PersonalizeStore(platform),
  apis: {
    personalize: {
      ...refuseUncovered(
        jsonService({
          version: '1.1',
          target: 'AmazonPersonalize',
          actions: CONTROL_ACTIONS,
          invalidInput: INVALID_INPUT,
        }),
        UNCOVERED_OPERATIONS.personalize,
      ),
      reachedBy: { signingName: SIGNING_NAME, header: 'x-amz-target' },
    },
    'personalize-runtime': {
      ...refuseUncovered(
        restJsonService({
          name: 'personalize-runtime',
          operations: RUNTIME_OPERATIONS,
          invalidInput: INVALID_INPUT,
        }),
        UNCOVERED_OPERATIONS['personalize-runtime'],
      ),
      reachedBy: { signingName: SIGNING_NAME, paths: RUNTIME_PATHS },
    },
    'personalize-events': {
      ...refuseUncovered(
        restJsonService({
          name: 'personalize-events',
          operations: EVENT_OPERATIONS,
          invalidInput: INVALID_INPUT,
        }),
        UNCOVERED_OPERATIONS['personalize-events'],
      ),
      reachedBy: { signingName: SIGNING_NAME },
    },
  },
  // Import jobs, batch jobs and solution versions are not listed: they cannot be deleted, and are removed with their
  // parent.
  inventory: (store) => [
    ...entries('DatasetGroup', store.datasetGroups),
    ...entries('Schema', store.schemas),
    ...entries('Dataset', store.datasets),
    ...entries('Recommender', store.recommenders),
    ...entries('Solution', store.solutions),
    ...entries('Campaign', store.campaigns),
    ...entries('Filter', store.filters),
    ...entries('EventTracker', store.eventTrackers),
    ...entries('MetricAttribution', store.metricAttributions),
  ],
  models: (store) =>
    store.recommenders.list().flatMap(({ arn, model }) => {
      const choice = model?.recommender.choice;
      return model ? [{ arn, metrics: model.metrics, ...(choice && { choice: numbersOf(choice) }) }] : [];
    }),
  close: async (store) => {
    store.closing.abort();
    await store.threads.close();
  },
};

const entries = <R extends Resource>(
  type: string,
  resources: ResourceCollection<R>,
): { type: string; id: string }[] =>
  resources.list().map(({ arn }) => ({ type: `AWS::Personalize::${type}`, id: arn }));
