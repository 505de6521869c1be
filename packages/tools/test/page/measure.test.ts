import { measureByItself } from '../../src/page/measure';
import type { Shop } from '../../src/page/shop';

it.each([
  [2_000_000, true],
  [2_000_001, false],
])('a shop of %i interactions is measured by itself: %s', async (rows, isMeasured) => {
  const failure = new Error('asked');
  const shop = {
    outputs: {},
    clients: { s3: { send: () => Promise.reject(failure) } },
    training: async () => ({ interactions: { users: { length: rows } } }),
  } as unknown as Shop;
  const measuring = measureByItself(shop);
  await (isMeasured
    ? expect(measuring).rejects.toThrow(failure)
    : expect(measuring).resolves.toBeUndefined());
  // The next evaluation begins anew.
  expect([shop.evaluation, shop.measuring]).toEqual([undefined, undefined]);
});
