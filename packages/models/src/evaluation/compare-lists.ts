import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { baselinesOf, type BaselineName } from './baselines';
import type { Catalogue } from './catalogue';
import { firstItems, type Question } from './questions';
import type { Histories } from './histories';
import { measureLists, type MeasuredLists } from './list-metrics';

/** The recommender, its lists without the new items that it explores, a baseline, or the best sellers. */
export type ListName = 'recommender' | 'unexplored' | BaselineName | 'best-sellers';

/** Results of the recommender or a baseline. */
export interface ComparedLists {
  readonly name: ListName;
  /** Whether the lists are identical to the recommender's. */
  readonly isSame: boolean;
  /** One entry per length. */
  readonly measured: readonly MeasuredLists[];
}

/** Inputs of the measurement. */
export interface EvaluationData {
  readonly training: Histories;
  readonly catalogue: Catalogue;
}

/**
 * Measures a recommender's lists, then each baseline's for the same questions.
 *
 * @param recommended - one list per question, best first
 * @param others - the same without exploration, if the recommender explores; and one list for all questions
 */
export function compareLists(
  useCase: UseCaseName,
  questions: readonly Question[],
  recommended: readonly (readonly string[])[],
  { training, catalogue }: EvaluationData,
  {
    unexplored,
    bestSellers = [],
  }: {
    readonly unexplored?: readonly (readonly string[])[];
    readonly bestSellers?: readonly string[];
  } = {},
): ComparedLists[] {
  const own = recommended.map((list, at) => firstItems(list, questions[at]));
  const others = new Map<ListName, string[][]>();
  if (unexplored)
    others.set(
      'unexplored',
      unexplored.map((list, at) => firstItems(list, questions[at])),
    );
  for (const [name, baseline] of baselinesOf(useCase, training, catalogue))
    others.set(
      name,
      questions.map((question) => firstItems(baseline(question), question)),
    );
  if (bestSellers.length > 0)
    others.set(
      'best-sellers',
      questions.map((question) => firstItems(bestSellers, question)),
    );
  return [
    { name: 'recommender', isSame: true, measured: measureLists(questions, own, catalogue) },
    ...[...others].map(([name, lists]) => ({
      name,
      isSame: lists.every((list, at) => list.join() === own[at].join()),
      measured: measureLists(questions, lists, catalogue),
    })),
  ];
}
