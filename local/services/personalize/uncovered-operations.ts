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
