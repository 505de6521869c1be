import { LEARNERS as USE_CASE_LEARNERS } from '@ecommerce-recommenders/models/algorithms';
import type { Learner } from '@ecommerce-recommenders/models/learner';
import { type ItemRanker, PERSONALIZED_RANKING } from '@ecommerce-recommenders/models/personalized-ranking';
import type { Recommender } from '@ecommerce-recommenders/models/recommender';
import { USER_SEGMENTS, type UserSegments } from '@ecommerce-recommenders/models/user-segments';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { Trained } from '../recipes';

/** What is trained: a recommender's use case, or the purpose of a solution. */
export type LearnerName = UseCaseName | Trained;

type Learners = Record<UseCaseName | 'user-personalization', Learner<unknown, Recommender>> &
  Record<'personalized-ranking', Learner<unknown, ItemRanker>> &
  Record<'item-affinity' | 'item-attribute-affinity', Learner<unknown, UserSegments>>;

/** How each is learned. */
export const LEARNERS: Learners = {
  ...USE_CASE_LEARNERS,
  'personalized-ranking': PERSONALIZED_RANKING,
  'user-personalization': USE_CASE_LEARNERS['recommended-for-you'],
  'item-affinity': USER_SEGMENTS,
  'item-attribute-affinity': USER_SEGMENTS,
};
