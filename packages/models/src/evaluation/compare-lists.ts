import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { baselinesOf, type BaselineName } from './baselines';
import type { Catalogue } from './catalogue';
import { firstItems, type Question } from './questions';
import type { Histories } from './histories';
import { measureLists, type MeasuredLists } from './list-metrics';

/** Results of the recommender or a baseline. */
export interface ComparedLists {
  readonly name: 'recommender' | BaselineName;
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
 */
export function compareLists(
  useCase: UseCaseName,
  questions: readonly Question[],
  recommended: readonly (readonly string[])[],
  { training, catalogue }: EvaluationData,
): ComparedLists[] {
  const own = recommended.map((list, at) => firstItems(list, questions[at]));
  const compared: ComparedLists[] = [
    { name: 'recommender', isSame: true, measured: measureLists(questions, own, catalogue) },
  ];
  for (const [name, baseline] of baselinesOf(useCase, training, catalogue)) {
    const lists = questions.map((question) => firstItems(baseline(question), question));
    const isSame = lists.every((list, at) => list.join() === own[at].join());
    compared.push({ name, isSame, measured: measureLists(questions, lists, catalogue) });
  }
  return compared;
}
