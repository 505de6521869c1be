import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { Timer } from '../../clock';
import type { ValueOf } from '../../gateway/shape';
import type { Resource, Stateful, ResourceView } from './resource';
import type { RECOMMENDER_CONFIG } from './shapes';
import type { TrainedModel } from './training/trained-model';

/** A recommender and its latest model. */
export interface RecommenderResource extends Resource, Stateful {
  readonly name: string;
  readonly datasetGroupArn: string;
  readonly recipeArn: string;
  readonly useCase: UseCaseName;
  recommenderConfig?: RecommenderConfig;
  /** Training columns until an update names others, each as `TYPE.NAME`. */
  columns: ReadonlySet<string>;
  latestRecommenderUpdate?: RecommenderUpdate;
  /** Absent until the first training ends. */
  model?: TrainedModel;
  /** Timer of the next weekly training. */
  retraining?: Timer;
}

/** Training and capacity configuration. */
export type RecommenderConfig = ValueOf<typeof RECOMMENDER_CONFIG>;

/** A configuration change, in progress or done. */
export interface RecommenderUpdate extends Stateful {
  readonly recommenderConfig: RecommenderConfig;
  readonly creationDateTime: number;
}

const SUMMARY = [
  'name',
  'datasetGroupArn',
  'recipeArn',
  'recommenderConfig',
  'status',
  'creationDateTime',
  'lastUpdatedDateTime',
] as const;

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_Recommender.html */
export const RECOMMENDER: ResourceView<RecommenderResource> = {
  arn: 'recommenderArn',
  described: [...SUMMARY, 'failureReason', 'latestRecommenderUpdate'],
  summary: SUMMARY,
};
