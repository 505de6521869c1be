import { ALGORITHMS } from '@ecommerce-recommenders/models/algorithms';
import { catalogueOf } from '@ecommerce-recommenders/models/evaluation/catalogue';
import { compareLists } from '@ecommerce-recommenders/models/evaluation/compare-lists';
import { historiesOf } from '@ecommerce-recommenders/models/evaluation/histories';
import { questionsOf } from '@ecommerce-recommenders/models/evaluation/questions';
import { sampled, seededRandom } from '@ecommerce-recommenders/models/evaluation/seeded-random';
import { USE_CASE_NAMES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { trainingCount } from '@ecommerce-recommenders/shop-data/data/preparation/split';
import { parseMapping } from '@ecommerce-recommenders/shop-data/data/mapping/parse-mapping';
import { hasModel, readinessOf } from '@ecommerce-recommenders/shop-data/insight/readiness/readiness';
import { measureShop } from '../../src/explore/measure-shop';
import { profileOf } from '../../src/shop-files/opened-shop';
import { userHistories, type InteractionLog } from '../../src/profile/interaction-log';
import { CLOTHING_SHOP, ONLINE_RETAIL } from '../../../shop-data/test/data/mapping/real-shops';
import { interactionsOf } from '../../../../test/support/interactions';
import { DATA_SETS, type DataSetFile } from '../../../../test/support/data-sets';
import { describeWith } from '../../../../test/support/prerequisites';

const NOW = new Date('2026-01-01T00:00:00Z');

/**
 * Hit rates at ten of a use case's list and of popularity, on each user's newest tenth. It is an independent check,
 * with another split and other code.
 */
async function hitRates(
  log: InteractionLog,
  useCase: UseCaseName,
): Promise<{ list: number; popular: number }> {
  const histories = userHistories(log);
  const countOf = trainingCount(0.1);
  const rows = Array.from({ length: histories.users }, (_, user) => {
    const history = histories.of(user);
    return [history.slice(0, countOf(history.length)), history.slice(countOf(history.length))] as const;
  });
  const rowOf = (row: number) => ({
    userId: log.userIds.idOf(log.users[row]),
    itemId: log.itemIds.idOf(log.items[row]),
    eventType: log.eventTypes[log.events[row]],
    timestamp: log.timestamps[row],
  });
  const older = rows.flatMap(([rows]) => [...rows].map(rowOf));
  const training = historiesOf(older);
  const validation = historiesOf(rows.flatMap(([, rows]) => [...rows].map(rowOf)));
  const interactions = interactionsOf(
    older.map(({ userId, itemId, eventType, timestamp }) => [userId, itemId, eventType, timestamp]),
  );
  const questions = sampled(questionsOf(useCase, training, validation), 1000, seededRandom(1));
  const recommender = await ALGORITHMS[useCase](interactions);
  const users = new Map(interactions.userIds.map((id, number) => [id, number]));
  const items = new Map(interactions.itemIds.map((id, number) => [id, number]));
  const lists = questions.map(({ userId, itemId = '' }) => {
    const ids: string[] = [];
    for (const item of recommender.rank({ user: users.get(userId), item: items.get(itemId) }).items)
      if (ids.push(interactions.itemIds[item]) === 400) break;
    return ids;
  });
  const data = { training, catalogue: catalogueOf(new Map(), training) };
  const compared = compareLists(useCase, questions, lists, data);
  const rateOf = (name: string): number => {
    const { measured } = compared.find((one) => one.name === name)!;
    const { hitRate } = measured.find(({ length }) => length === 10)!.values;
    return hitRate.reduce((sum, hit) => sum + hit, 0) / questions.length;
  };
  return { list: rateOf('recommender'), popular: rateOf('popularity') };
}

/** Half a million rows are mapped and measured twice. */
const TIMEOUT_MS = 20 * 60_000;

describeWith('realShops')('the verdicts on a real shop', () => {
  it.each<[DataSetFile, object, Record<UseCaseName, string>]>([
    [
      'real/online-retail.csv.gz',
      ONLINE_RETAIL,
      {
        'most-viewed': 'blocked',
        // Customers buy again what they bought last, so best sellers do not win.
        'best-sellers': 'weak',
        'frequently-bought-together': 'weak',
        'customers-who-viewed-x-also-viewed': 'blocked',
        'recommended-for-you': 'ready',
      },
    ],
    [
      'real/eshop-clothing-2008.csv.gz',
      CLOTHING_SHOP,
      {
        'most-viewed': 'ready',
        'best-sellers': 'blocked',
        'frequently-bought-together': 'blocked',
        'customers-who-viewed-x-also-viewed': 'ready',
        'recommended-for-you': 'ready',
      },
    ],
  ])(
    'in %s agree with another measurement of the same data',
    async (file, mapping, verdicts) => {
      const { profile } = await profileOf(
        {
          archive: DATA_SETS[file].path,
          data: parseMapping(mapping),
          maxBadRows: 0,
          holdout: 0.1,
          holdoutBy: 'user',
          eventTypes: {},
        },
        NOW,
      );
      const measurement = await measureShop(profile, NOW.getTime() / 1000);
      const readiness = readinessOf(profile.facts, measurement);
      expect(Object.fromEntries(readiness.map(({ useCase, verdict }) => [useCase, verdict]))).toEqual(
        verdicts,
      );
      const personal = USE_CASE_NAMES.filter((name) => verdicts[name] !== 'blocked' && hasModel(name));
      expect(personal).toHaveLength(2);
      for (const useCase of personal) {
        const { list, popular } = await hitRates(profile.interactions.log, useCase);
        expect(list).toBeGreaterThan(popular);
      }
    },
    TIMEOUT_MS,
  );
});
