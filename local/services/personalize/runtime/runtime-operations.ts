import type { RestOperation } from '../../../gateway/rest-json-protocol';
import type { PersonalizeStore } from '../personalize-store';
import { getRecommendations } from './get-recommendations';

/** The operations of Personalize's runtime API that recommenders answer. */
export const RUNTIME_OPERATIONS: Readonly<Record<string, RestOperation<PersonalizeStore>>> = {
  GetRecommendations: { route: 'POST /recommendations', action: getRecommendations },
};
