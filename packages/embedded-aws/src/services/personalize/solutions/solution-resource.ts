import type { Timer } from '../../../clock';
import type { ValueOf } from '../../../gateway/shape';
import type { Resource, ResourceView, Stateful } from '../resource';
import type { SolutionModel } from '../training/trained-model';
import type { SOLUTION_CONFIG, SOLUTION_UPDATE_CONFIG } from './solution-shapes';

/** Configuration of a solution. */
export type SolutionConfig = ValueOf<typeof SOLUTION_CONFIG>;

/** A recipe with its configuration; its versions are the trained models. */
export interface Solution extends Resource, Stateful {
  readonly name: string;
  readonly datasetGroupArn: string;
  readonly recipeArn: string;
  readonly performHPO: false;
  readonly performAutoML: false;
  performAutoTraining: boolean;
  solutionConfig?: SolutionConfig;
  /** Columns of items that its versions learn; absent if there was no Items dataset when it was created. */
  readonly itemColumns?: readonly string[];
  latestSolutionUpdate?: SolutionUpdate;
  /** Timer of the next automatic training. */
  nextTraining?: Timer;
}

/** A change of the automatic training, in progress or done. */
export interface SolutionUpdate extends Stateful {
  readonly solutionUpdateConfig?: ValueOf<typeof SOLUTION_UPDATE_CONFIG>;
  readonly performAutoTraining: boolean;
  readonly creationDateTime: number;
}

const SOLUTION_SUMMARY = ['name', 'status', 'creationDateTime', 'lastUpdatedDateTime', 'recipeArn'] as const;

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_Solution.html */
export const SOLUTION_VIEW: ResourceView<Solution> = {
  arn: 'solutionArn',
  described: [
    ...SOLUTION_SUMMARY,
    'datasetGroupArn',
    'performHPO',
    'performAutoML',
    'performAutoTraining',
    'solutionConfig',
    'latestSolutionUpdate',
  ],
  summary: SOLUTION_SUMMARY,
};

/** A trained model of a solution, or its training. Cannot be deleted; removed with its solution. */
export interface SolutionVersion extends Resource, Stateful {
  readonly name?: string;
  readonly solutionArn: string;
  readonly datasetGroupArn: string;
  readonly recipeArn: string;
  readonly performHPO: false;
  readonly performAutoML: false;
  /** As of its training. */
  readonly solutionConfig?: SolutionConfig;
  readonly itemColumns?: readonly string[];
  readonly trainingMode: 'FULL';
  readonly trainingType: 'AUTOMATIC' | 'MANUAL';
  /** Set when the training has succeeded. */
  trainingHours?: number;
  model?: SolutionModel;
}

const VERSION_SUMMARY = [
  'status',
  'trainingMode',
  'trainingType',
  'creationDateTime',
  'lastUpdatedDateTime',
  'failureReason',
] as const;

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_SolutionVersion.html */
export const SOLUTION_VERSION_VIEW: ResourceView<SolutionVersion> = {
  arn: 'solutionVersionArn',
  described: [
    ...VERSION_SUMMARY,
    'name',
    'solutionArn',
    'datasetGroupArn',
    'recipeArn',
    'performHPO',
    'performAutoML',
    'solutionConfig',
    'trainingHours',
  ],
  summary: VERSION_SUMMARY,
};
