import { unresolved, type NamingService } from '../../gateway/service';
import { invalidInput } from './errors';
import type { PersonalizeStore } from './personalize-store';

/** An AWS operation that the embedded AWS does not support. */
export interface UncoveredOperation {
  readonly operation: string;
  /** Its subject, in the plural. */
  readonly subject: string;
}

const ACTIONS = 'actions, which only custom dataset groups have';

const about = (subject: string, operations: readonly string[]): [string, UncoveredOperation][] =>
  operations.map((operation) => [operation, { operation, subject }]);

/**
 * Unsupported operations of each API, by what identifies them in a request: operation name or route. Their
 * List operations are supported, and empty.
 */
export const UNCOVERED_OPERATIONS = {
  personalize: new Map([
    ...about('dataset export jobs', ['CreateDatasetExportJob', 'DescribeDatasetExportJob']),
    ...about('descriptions of algorithms and feature transformations', [
      'DescribeAlgorithm',
      'DescribeFeatureTransformation',
    ]),
  ]),
  'personalize-runtime': new Map([
    ['POST /action-recommendations', { operation: 'GetActionRecommendations', subject: ACTIONS }],
  ]),
  'personalize-events': new Map([
    ['POST /actions', { operation: 'PutActions', subject: ACTIONS }],
    ['POST /action-interactions', { operation: 'PutActionInteractions', subject: ACTIONS }],
  ]),
} as const satisfies Record<string, ReadonlyMap<string, UncoveredOperation>>;

const COVERED =
  'schemas, datasets, import jobs, data deletion jobs, filters, event trackers, metric attributions and recommenders of ECOMMERCE domain dataset groups, ' +
  'solutions and campaigns of personalized rankings, and batch jobs for recommendations and user segments';

/**
 * Wraps a service that knows what it does not support: instead of an unknown operation it answers
 * InvalidInputException, which every Personalize operation declares, and says what is supported.
 *
 * @param uncovered - by operation as {@link NamingService.resolve} names it
 */
export function refuseUncovered(
  service: NamingService<PersonalizeStore>,
  uncovered: ReadonlyMap<string, UncoveredOperation>,
): NamingService<PersonalizeStore> {
  return {
    ...service,
    resolve: (request) => {
      const resolved = service.resolve(request);
      const refused = uncovered.get(resolved.operation);
      if (!refused) return resolved;
      const { operation, subject } = refused;
      const problem = `${operation}: the embedded AWS has no ${subject}. Supported: ${COVERED}.`;
      return unresolved(operation, invalidInput(problem));
    },
  };
}
