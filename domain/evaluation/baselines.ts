import { USE_CASES, type UseCase, type UseCaseName } from '../use-cases';
import type { Catalogue } from './catalogue';
import { coCounts } from './co-counts';
import type { Histories } from './histories';
import { LONGEST_LIST } from './list-lengths';
import { popularItems } from './popular-items';
import type { Question } from './questions';
import { sampled } from './sampled';
import { seededRandom } from './seeded-random';

/** What a recommender is held against. */
export type BaselineName = 'random' | 'popularity' | 'co-counts';

/** Answers a question with items, best first. Some may occur twice, or be among the excluded. */
export type Baseline = (question: Question) => Iterable<string>;

/** What items are counted with; nothing where a use case has one list for everybody. */
const COUNTED_WITH: Record<UseCaseName, 'item' | 'history' | undefined> = {
  'most-viewed': undefined,
  'best-sellers': undefined,
  'frequently-bought-together': 'item',
  'customers-who-viewed-x-also-viewed': 'item',
  'recommended-for-you': 'history',
};

const SEED = 2;

/**
 * The lists that need no model:
 *
 * - random: any items of the catalogue, drawn anew for each question
 * - popularity: the items with the most interactions of the event type that the use case learns from
 * - co-counts: the items that the most users share with the asked item, or with the user's history; filled up
 *   with popular ones
 *
 * @see {@link popularItems} and {@link coCounts} for the formulas
 */
export function baselinesOf(
  useCase: UseCaseName,
  training: Histories,
  { itemIds }: Catalogue,
): ReadonlyMap<BaselineName, Baseline> {
  const { learnsFrom }: UseCase = USE_CASES[useCase];
  const countedWith = COUNTED_WITH[useCase];
  const random = seededRandom(SEED);
  const popular = popularItems(training, learnsFrom);
  const baselines = new Map<BaselineName, Baseline>([
    ['random', ({ excluded }) => sampled(itemIds, LONGEST_LIST + excluded.size, random)],
    ['popularity', () => popular],
  ]);
  if (countedWith === undefined) return baselines;
  const counted = coCounts(training, learnsFrom);
  const askedAbout = ({ userId, itemId = '' }: Question): Iterable<string> =>
    countedWith === 'item' ? [itemId] : new Set(training.get(userId)?.map((past) => past.itemId));
  return baselines.set('co-counts', (question) => [...counted(askedAbout(question)), ...popular]);
}
