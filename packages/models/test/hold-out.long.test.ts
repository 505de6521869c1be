import { resolve } from 'node:path';
import type { BaselineName } from '../src/evaluation/baselines';
import { compareLists, type ComparedLists } from '../src/evaluation/compare-lists';
import { firstItems, questionsOf, type ListLength } from '../src/evaluation/questions';
import type { ListMetricName } from '../src/evaluation/list-metrics';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { ALGORITHMS } from '../src/algorithms';
import type { Interactions } from '../src/interactions';
import { interactionsOf, type Row } from '../../../test/support/interactions';
import { heldOut, type HeldOut } from '../../../test/support/held-out';

const SAMPLE = resolve(__dirname, '../../../assets/RetailSampleDataSet.tar.gz');

/** The baselines that each use case must beat. Most viewed and best sellers are equal to the popularity baseline. */
const BEATS: Record<UseCaseName, readonly BaselineName[]> = {
  'most-viewed': ['random'],
  'best-sellers': ['random'],
  'frequently-bought-together': ['random', 'popularity', 'co-counts'],
  'customers-who-viewed-x-also-viewed': ['random', 'popularity', 'co-counts'],
  'recommended-for-you': ['random', 'popularity', 'co-counts'],
};
const USE_CASES = Object.keys(BEATS) as UseCaseName[];

// Predicts the newest tenth of each user's rows in the sample archive, for every user with a question.
describe('held-out interactions of the sample', () => {
  let data: HeldOut;
  let interactions: Interactions;
  const compared = new Map<UseCaseName, { questions: number; lists: ComparedLists[] }>();

  beforeAll(async () => {
    data = await heldOut(SAMPLE);
    interactions = interactionsOf(rowsOf(data));
    for (const useCase of USE_CASES) compared.set(useCase, await comparisonOf(useCase));
  });

  const rowsOf = ({ training }: HeldOut): Row[] =>
    [...training].flatMap(([userId, history]) =>
      history.map(({ itemId, eventType, timestamp }): Row => [userId, itemId, eventType, timestamp]),
    );

  async function comparisonOf(useCase: UseCaseName): Promise<{ questions: number; lists: ComparedLists[] }> {
    const questions = questionsOf(useCase, data.training, data.validation);
    const recommender = await ALGORITHMS[useCase](interactions);
    const numbers = (ids: readonly string[]) => new Map(ids.map((id, number) => [id, number]));
    const users = numbers(interactions.userIds);
    const items = numbers(interactions.itemIds);
    const recommended = questions.map((question) => {
      const ranking = recommender.rank({
        user: users.get(question.userId),
        item: items.get(question.itemId ?? ''),
      });
      return firstItems(idsOf(ranking.items), question);
    });
    return { questions: questions.length, lists: compareLists(useCase, questions, recommended, data) };
  }

  function* idsOf(numbers: Iterable<number>): Generator<string> {
    for (const number of numbers) yield interactions.itemIds[number];
  }

  const listsOf = (useCase: UseCaseName, name: ComparedLists['name']): ComparedLists =>
    compared.get(useCase)!.lists.find((lists) => lists.name === name)!;

  function meanOf(lists: ComparedLists, length: ListLength, metric: ListMetricName): number {
    const { values } = lists.measured.find((measured) => measured.length === length)!;
    return values[metric].reduce((sum, value) => sum + value, 0) / values[metric].length;
  }

  const cases = USE_CASES.flatMap((useCase) =>
    BEATS[useCase].map((baseline) => [useCase, baseline] as const),
  );
  it.each(cases)('are found by %s earlier and more often than by %s', (useCase, baseline) => {
    expect(compared.get(useCase)!.questions).toBeGreaterThan(400);
    for (const length of [10, 25] as const)
      for (const metric of ['hitRate', 'ndcg'] as const)
        expect(meanOf(listsOf(useCase, 'recommender'), length, metric)).toBeGreaterThan(
          meanOf(listsOf(useCase, baseline), length, metric),
        );
  });

  it.each(['most-viewed', 'best-sellers'] as const)('show that %s is the popularity baseline', (useCase) => {
    expect(listsOf(useCase, 'popularity').isSame).toBe(true);
    expect(listsOf(useCase, 'random').isSame).toBe(false);
  });
});
