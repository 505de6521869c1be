import fc from 'fast-check';
import { anyJoined, anyOrders, JOINED_MAPPING, ORDERS_MAPPING } from './any-shop';
import { byFunction, bySql, type Options, type Shop } from './both-ways';

async function expectSame(mapping: object, shop: Shop, options: Options): Promise<void> {
  const both = [byFunction(mapping, shop, options), bySql(mapping, shop, options)];
  const [expected, got] = await Promise.allSettled(both);
  if (expected.status === 'fulfilled') expect(got).toEqual(expected);
  else {
    expect(String(expected.reason)).toContain('cannot be read');
    expect(got.status).toBe('rejected');
  }
}

describe('the SQL of a mapping', () => {
  it('makes of any table what the function makes', async () => {
    const { interactions } = ORDERS_MAPPING;
    const shown = { interactions: { ...interactions, shown: { name: 'kind', price: 'price' } } };
    await fc.assert(
      fc.asyncProperty(
        ...[anyOrders({ least: 1, most: 20 }), fc.boolean(), fc.boolean()],
        async (shop, isLenient, isShown) => {
          await expectSame(isShown ? shown : ORDERS_MAPPING, shop, { maxBadRows: isLenient ? 1000 : 0 });
        },
      ),
      { seed: 7, numRuns: 40 },
    );
  });

  it('joins any files as the function does', async () => {
    await fc.assert(
      fc.asyncProperty(anyJoined({ least: 0, most: 12 }), fc.boolean(), async (shop, isLenient) => {
        await expectSame(JOINED_MAPPING, shop, { maxBadRows: isLenient ? 1000 : 0 });
      }),
      { seed: 7, numRuns: 60 },
    );
  });
});
