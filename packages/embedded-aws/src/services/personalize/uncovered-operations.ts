import { unresolved, type NamingService } from '../../gateway/service';
import { invalidInput } from './errors';
import type { PersonalizeStore } from './personalize-store';

/** An operation of AWS's service that the embedded AWS does not have. */
export interface UncoveredOperation {
  readonly operation: string;
  /** What it is for, in the plural. */
  readonly subject: string;
}

const SOLUTIONS = 'custom solutions and campaigns';
const ACTIONS = 'actions, which custom dataset groups alone have';

const about = (subject: string, operations: readonly string[]): [string, UncoveredOperation][] =>
  operations.map((operation) => [operation, { operation, subject }]);

/**
 * What is not covered of each API, by what its requests ask for: an operation's name, or a route where that
 * is how the API finds its operations. Lists of such things are covered, and empty.
 */
export const UNCOVERED_OPERATIONS = {
  personalize: new Map([
    ...about(SOLUTIONS, [
      'CreateCampaign',
      'CreateSolution',
      'CreateSolutionVersion',
      'DeleteCampaign',
      'DeleteSolution',
      'DescribeCampaign',
      'DescribeSolution',
      'DescribeSolutionVersion',
      'GetSolutionMetrics',
      'StopSolutionVersionCreation',
      'UpdateCampaign',
      'UpdateSolution',
    ]),
    ...about('batch jobs', [
      'CreateBatchInferenceJob',
      'CreateBatchSegmentJob',
      'DescribeBatchInferenceJob',
      'DescribeBatchSegmentJob',
    ]),
    ...about('dataset export jobs', ['CreateDatasetExportJob', 'DescribeDatasetExportJob']),
    ...about('data deletion jobs', ['CreateDataDeletionJob', 'DescribeDataDeletionJob']),
    ...about('metric attributions', [
      'CreateMetricAttribution',
      'DeleteMetricAttribution',
      'DescribeMetricAttribution',
      'UpdateMetricAttribution',
    ]),
    ...about('descriptions of algorithms and feature transformations', [
      'DescribeAlgorithm',
      'DescribeFeatureTransformation',
    ]),
  ]),
  'personalize-runtime': new Map([
    ['POST /personalize-ranking', { operation: 'GetPersonalizedRanking', subject: SOLUTIONS }],
    ['POST /action-recommendations', { operation: 'GetActionRecommendations', subject: ACTIONS }],
  ]),
  'personalize-events': new Map([
    ['POST /actions', { operation: 'PutActions', subject: ACTIONS }],
    ['POST /action-interactions', { operation: 'PutActionInteractions', subject: ACTIONS }],
  ]),
} as const satisfies Record<string, ReadonlyMap<string, UncoveredOperation>>;

const COVERED =
  'schemas, datasets, import jobs, filters, event trackers and recommenders of ECOMMERCE domain dataset groups';

/**
 * A service that knows by name what it does not have: instead of an unknown operation it answers
 * InvalidInputException, which every operation of Personalize declares, and says what there is.
 *
 * @param uncovered by what {@link NamingService.resolve} names the operation
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
      const problem = `${operation}: the embedded AWS has no ${subject}. It has ${COVERED}.`;
      return unresolved(operation, invalidInput(problem));
    },
  };
}
