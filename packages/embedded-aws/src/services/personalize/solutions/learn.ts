import { ALGORITHMS } from '@ecommerce-recommenders/models/algorithms';
import type { Interactions } from '@ecommerce-recommenders/models/interactions';
import { personalizedRanking } from '@ecommerce-recommenders/models/personalized-ranking';
import type { TrainingOptions } from '@ecommerce-recommenders/models/training-options';
import { userSegments } from '@ecommerce-recommenders/models/user-segments';
import type { Trained } from '../recipes';
import type {
  RankingModel,
  SegmentModel,
  SolutionModel,
  TrainedModel,
  Training,
} from '../training/trained-model';

type Learnt<Model> = Omit<Model, keyof Training>;

type Learn = (
  interactions: Interactions,
  options: TrainingOptions,
) => Promise<Learnt<RankingModel> | Learnt<TrainedModel> | Learnt<SegmentModel>>;

const segments: Learn = async (interactions, options) => ({
  segments: await userSegments(interactions, options),
});

/** What the recipe of a solution learns. */
export const LEARN: Readonly<Record<Trained, Learn>> = {
  'personalized-ranking': async (interactions, options) => ({
    ranker: await personalizedRanking(interactions, options),
  }),
  'user-personalization': async (interactions, options) => ({
    recommender: await ALGORITHMS['recommended-for-you'](interactions, options),
  }),
  'item-affinity': segments,
  'item-attribute-affinity': segments,
};

/** Whether it orders given items. */
export const isRanking = (model: SolutionModel): model is RankingModel => 'ranker' in model;

/** Whether it recommends items to users. */
export const isPersonal = (model: SolutionModel): model is TrainedModel => 'recommender' in model;

/** Whether it finds users for items. */
export const isSegmenting = (model: SolutionModel): model is SegmentModel => 'segments' in model;
