import type { Trained } from '../recipes';
import { LEARNERS } from '../threads/learners';
import type { Trained as TrainedData } from '../training/train-model';
import type { RankingModel, SegmentModel, SolutionModel, TrainedModel } from '../training/trained-model';

/** The model that a solution's recipe has trained. */
export function solutionModel(trains: Trained, { training, learned }: TrainedData): SolutionModel {
  const { interactions } = training.log;
  if (trains === 'personalized-ranking')
    return { ...training, ranker: LEARNERS[trains].serve(learned, interactions) };
  if (trains === 'user-personalization')
    return { ...training, recommender: LEARNERS[trains].serve(learned, interactions) };
  return { ...training, segments: LEARNERS[trains].serve(learned, interactions) };
}

/** Whether it orders given items. */
export const isRanking = (model: SolutionModel): model is RankingModel => 'ranker' in model;

/** Whether it recommends items to users. */
export const isPersonal = (model: SolutionModel): model is TrainedModel => 'recommender' in model;

/** Whether it finds users for items. */
export const isSegmenting = (model: SolutionModel): model is SegmentModel => 'segments' in model;
