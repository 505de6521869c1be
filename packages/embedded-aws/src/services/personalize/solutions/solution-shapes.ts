import { ARN, COLUMNS_BY_DATASET, NAME, TAGS } from '../shapes';

const AUTO_TRAINING_CONFIG = {
  type: 'structure',
  fields: {
    schedulingExpression: { type: 'string', min: 1, max: 16, pattern: /rate\(\d+ days?\)/ },
  },
} as const;

/** Configuration of a solution. Members of type `any` are refused by name. */
export const SOLUTION_CONFIG = {
  type: 'structure',
  fields: {
    eventValueThreshold: { type: 'any' },
    hpoConfig: { type: 'any' },
    algorithmHyperParameters: { type: 'any' },
    featureTransformationParameters: { type: 'any' },
    autoMLConfig: { type: 'any' },
    eventsConfig: { type: 'any' },
    optimizationObjective: { type: 'any' },
    trainingDataConfig: {
      type: 'structure',
      fields: { excludedDatasetColumns: COLUMNS_BY_DATASET, includedDatasetColumns: COLUMNS_BY_DATASET },
    },
    autoTrainingConfig: AUTO_TRAINING_CONFIG,
  },
} as const;

/** What may change in a solution. */
export const SOLUTION_UPDATE_CONFIG = {
  type: 'structure',
  fields: { autoTrainingConfig: AUTO_TRAINING_CONFIG, eventsConfig: { type: 'any' } },
} as const;

/** Configuration of a campaign. Members of type `any` are refused by name. */
export const CAMPAIGN_CONFIG = {
  type: 'structure',
  fields: {
    itemExplorationConfig: { type: 'any' },
    enableMetadataWithRecommendations: { type: 'boolean' },
    syncWithLatestSolutionVersion: { type: 'boolean' },
    rankingInfluence: { type: 'any' },
  },
} as const;

/** Input of CreateSolution. */
export const SOLUTION = {
  name: { ...NAME, required: true },
  performHPO: { type: 'boolean' },
  performAutoML: { type: 'boolean' },
  performAutoTraining: { type: 'boolean' },
  performIncrementalUpdate: { type: 'boolean' },
  recipeArn: ARN,
  datasetGroupArn: { ...ARN, required: true },
  eventType: { type: 'string', max: 256 },
  solutionConfig: SOLUTION_CONFIG,
  tags: TAGS,
} as const;
