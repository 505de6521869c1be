import type { Ranking } from '@ecommerce-recommenders/models/recommender';
import type { PersonalizeStore } from '../personalize-store';
import type { RecommenderResource } from '../recommender-resource';
import type { TrainedModel } from '../training/trained-model';
import { explored } from './explored';
import { newItemsOf } from './new-items';
import { recentEvents } from './recent-events';

/** Subject of a recommendation and the number of items. */
export interface Question {
  readonly userId?: string;
  readonly itemId?: string;
  readonly count: number;
}

/** A ranking with the ids of its integers. */
export interface IdentifiedRanking {
  readonly ranking: Ranking;
  readonly itemIds: readonly string[];
}

/** The service's defaults. */
const DEFAULT_EXPLORATION = { explorationWeight: '0.3', explorationItemAgeCutOff: '30' };

/**
 * Queries a recommender's model. Recommended for you also considers the user's events since the training and
 * explores items that are newer.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/use-case-recipe-features.html
 */
export function rankFor(
  recommender: RecommenderResource & { readonly model: TrainedModel },
  { userId = '', itemId = '', count }: Question,
  store: PersonalizeStore,
): IdentifiedRanking {
  const { model, useCase, datasetGroupArn, recommenderConfig } = recommender;
  const { log } = model;
  const item = log.itemOf.get(itemId);
  // The others are not personal; skip the user look-up.
  if (useCase !== 'recommended-for-you')
    return { ranking: model.recommender.rank({ item }), itemIds: log.interactions.itemIds };
  return rankForUser(
    model,
    { userId, item, count },
    { datasetGroupArn, exploration: recommenderConfig?.itemExplorationConfig },
    store,
  );
}

/** A user to recommend to. */
export interface UserQuestion {
  readonly userId: string;
  /** Integer of an item of the training. */
  readonly item?: number;
  readonly count: number;
}

/** Context of a query: dataset group and exploration settings. */
export interface Exploring {
  readonly datasetGroupArn: string;
  /** Overrides the service's defaults. */
  readonly exploration?: Readonly<Record<string, string>>;
}

/** Considers the user's events since the training, and explores newer items. */
export function rankForUser(
  model: TrainedModel,
  { userId, item, count }: UserQuestion,
  { datasetGroupArn, exploration }: Exploring,
  store: PersonalizeStore,
): IdentifiedRanking {
  const { log } = model;
  const recent = recentEvents(model, store.datasetOf(datasetGroupArn, 'INTERACTIONS'), userId);
  const ranking = model.recommender.rank({ user: log.userOf.get(userId), item, recent });
  const config = { ...DEFAULT_EXPLORATION, ...exploration };
  const weight = Number(config.explorationWeight);
  const table = store.datasetOf(datasetGroupArn, 'ITEMS')?.records;
  if (!table || weight === 0 || count === 0) return { ranking, itemIds: log.interactions.itemIds };
  const { newItems, itemIds } = newItemsOf(model, table, Number(config.explorationItemAgeCutOff));
  return { ranking: explored(ranking, { newItems, weight, count, seed: userId }), itemIds };
}
