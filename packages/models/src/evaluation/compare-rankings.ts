import { popularItems, type ListName } from './baselines';
import type { ComparedLists, EvaluationData } from './compare-lists';
import type { Histories } from './histories';
import { measureLists } from './list-metrics';
import type { Question } from './questions';
import { sampled, seededRandom } from './seeded-random';

/** Number of candidates, as on a long page of a category or of search results. */
export const CANDIDATES = 100;

/** Candidates to rank for a user. Some of them are wanted. */
export interface RankingQuestion extends Question {
  /** The candidates are in random order, so that their order gives no hint. */
  readonly candidates: readonly string[];
}

const SEED = 3;

/**
 * One question for each user with a held-out interaction with one of the items that are most popular in training. All users get
 * these items as candidates. If a user's own items were added, an unpopular item among popular ones would give itself away.
 */
export function rankingQuestions(training: Histories, validation: Histories): RankingQuestion[] {
  const popular = popularItems(training, undefined).slice(0, CANDIDATES);
  const isCandidate = new Set(popular);
  const random = seededRandom(SEED);
  return [...validation.keys()].sort().flatMap((userId) => {
    const ids = (validation.get(userId) ?? []).map(({ itemId }) => itemId);
    const wanted = new Set(ids.filter((itemId) => isCandidate.has(itemId)));
    if (wanted.size === 0) return [];
    return [
      { userId, wanted, excluded: new Set<string>(), candidates: sampled(popular, CANDIDATES, random) },
    ];
  });
}

/**
 * Measures rankings, and as baselines the candidates in random order and by popularity.
 *
 * @param ranked - one list per question, best first
 */
export function compareRankings(
  questions: readonly RankingQuestion[],
  ranked: readonly (readonly string[])[],
  { training, catalogue }: EvaluationData,
): ComparedLists[] {
  const places = new Map(popularItems(training, undefined).map((itemId, place) => [itemId, place]));
  const placeOf = (itemId: string): number => places.get(itemId) ?? places.size;
  const all: readonly (readonly [ListName, readonly (readonly string[])[]])[] = [
    ['recommender', ranked],
    ['random', questions.map(({ candidates }) => candidates)],
    [
      'popularity',
      questions.map(({ candidates }) => [...candidates].sort((a, b) => placeOf(a) - placeOf(b))),
    ],
  ];
  return all.map(([name, lists]) => ({
    name,
    isSame: lists.every((list, at) => list.join() === ranked[at].join()),
    measured: measureLists(questions, lists, catalogue),
  }));
}
