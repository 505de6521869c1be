import { jsonService } from '../../gateway/json-protocol';
import { restJsonService } from '../../gateway/rest-json-protocol';
import type { ServiceDefinition } from '../service-definition';
import { CONTROL_ACTIONS } from './control/control-actions';
import { EVENT_OPERATIONS } from './events/event-operations';
import { PersonalizeStore } from './personalize-store';
import { refuseUncovered, UNCOVERED_OPERATIONS } from './uncovered-operations';
import type { Resource } from './resource';
import type { ResourceCollection } from './resource-collection';
import { RUNTIME_OPERATIONS } from './runtime/runtime-operations';

const INVALID_INPUT = 'InvalidInputException';

/** Amazon Personalize: the ECOMMERCE domain with its five use cases. */
export const personalizeDefinition: ServiceDefinition<PersonalizeStore> = {
  scope: 'region',
  createStore: (platform) => new PersonalizeStore(platform),
  apis: {
    personalize: refuseUncovered(
      jsonService({
        version: '1.1',
        target: 'AmazonPersonalize',
        actions: CONTROL_ACTIONS,
        invalidInput: INVALID_INPUT,
      }),
      UNCOVERED_OPERATIONS.personalize,
    ),
    'personalize-runtime': refuseUncovered(
      restJsonService({
        name: 'personalize-runtime',
        operations: RUNTIME_OPERATIONS,
        invalidInput: INVALID_INPUT,
      }),
      UNCOVERED_OPERATIONS['personalize-runtime'],
    ),
    'personalize-events': refuseUncovered(
      restJsonService({
        name: 'personalize-events',
        operations: EVENT_OPERATIONS,
        invalidInput: INVALID_INPUT,
      }),
      UNCOVERED_OPERATIONS['personalize-events'],
    ),
  },
  // Import jobs are not listed: nobody can delete them, they go with their dataset.
  inventory: (store) => [
    ...entries('DatasetGroup', store.datasetGroups),
    ...entries('Schema', store.schemas),
    ...entries('Dataset', store.datasets),
    ...entries('Recommender', store.recommenders),
    ...entries('Filter', store.filters),
    ...entries('EventTracker', store.eventTrackers),
  ],
  close: async (store) => store.closing.abort(),
};

const entries = <R extends Resource>(
  type: string,
  resources: ResourceCollection<R>,
): { type: string; id: string }[] =>
  resources.list().map(({ arn }) => ({ type: `AWS::Personalize::${type}`, id: arn }));
