import fc from 'fast-check';
import { byFunction, bySql, csv, type Options, type Shop } from './both-ways';

async function expectSame(mapping: object, shop: Shop, options: Options): Promise<void> {
  const [expected, got] = await Promise.allSettled([
    byFunction(mapping, shop, options),
    bySql(mapping, shop, options),
  ]);
  if (expected.status === 'fulfilled') expect(got).toEqual(expected);
  else
    expect([got.status, String(expected.reason)]).toEqual([
      'rejected',
      expect.stringContaining('cannot be read'),
    ]);
}

describe('the SQL of a mapping', () => {
  it('makes of any table what the function makes', async () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'é', '"', ',', '\\', ' ', "'", '$', '\n', '{'),
      maxLength: 5,
    });
    const id = fc
      .string({ unit: fc.constantFrom('a', 'b', ',', '"', '\\', ' '), maxLength: 3 })
      .map((value) => `${value}.`);
    const number = fc.constantFrom('1', '2.50', '-3', '$1,234.5', '7 EUR', '', ' ', '1e3', '0.1', 'x', '1,2');
    const time = fc.constantFrom(
      ...[
        '31/12/2020 23:59',
        '29/02/2021 10:00',
        '29/02/2020 10:00',
        '01/01/1970 00:00',
        '1/1/2021 00:00',
        '15/06/2021 24:00',
      ],
      ...['15/06/2021 24:01', '', 'yesterday', '15/13/2021 10:00'],
    );
    const rows = fc.array(
      fc.record({
        who: fc.constantFrom('u1', 'u-2', 'u,3'),
        what: id,
        when: time,
        kind: text,
        price: number,
        n: number,
      }),
      { minLength: 1, maxLength: 20 },
    );
    const mapping = {
      interactions: {
        files: 'orders/*.csv',
        user: 'who',
        item: 'what',
        event: { constant: 'Purchase' },
        time: { column: 'when', format: 'dd/MM/yyyy HH:mm' },
        drop: [{ column: 'n', atMost: 1 }],
        columns: { KIND: { from: 'kind', type: 'categorical' }, N: { from: 'n', type: 'int' } },
      },
      items: {
        files: 'orders/*.csv',
        id: 'what',
        name: 'kind',
        category: { constant: 'all' },
        price: 'price',
      },
    };
    const { interactions } = mapping;
    const shown = { interactions: { ...interactions, shown: { name: 'kind', price: 'price' } } };
    await fc.assert(
      fc.asyncProperty(rows, fc.boolean(), fc.boolean(), async (table, isLenient, isShown) => {
        const header = ['who', 'what', 'when', 'kind', 'price', 'n'] as const;
        const shop = {
          'orders/1.csv': csv(header, ...table.map((row) => header.map((name) => row[name])), [
            'u1',
            'good',
            '01/02/2020 10:00',
            'k',
            '1',
            '2',
          ]),
        };
        await expectSame(isShown ? shown : mapping, shop, { maxBadRows: isLenient ? 1000 : 0 });
      }),
      { seed: 7, numRuns: 40 },
    );
  });

  it('joins any files as the function does', async () => {
    const id = fc.constantFrom('1', '2', '3', ' 3', '');
    const text = fc.constantFrom('', 'a', 'b', ' ', '"', '\\', 'a,b');
    const lines = fc.array(fc.tuple(id, fc.constantFrom('i1', 'i2', ''), text), { maxLength: 12 });
    const orders = fc.array(fc.tuple(id, id, text), { maxLength: 8 });
    const people = fc.array(fc.tuple(id, fc.constantFrom('u1', 'u2', '')), { maxLength: 6 });
    const mapping = {
      interactions: {
        ...{ files: 'lines/*.csv', user: 'user', item: 'item', time: 'at', event: { constant: 'View' } },
        join: [
          { files: 'orders/*.csv', on: 'order', id: 'nr', columns: ['person', 'note'] },
          { files: 'people.csv', on: 'person', columns: ['user'] },
        ],
        drop: [{ column: 'note', oneOf: ['b'] }],
        columns: { NOTE: { from: 'note', type: 'categorical' } },
      },
    };
    await fc.assert(
      fc.asyncProperty(
        ...[lines, orders, orders, people, fc.boolean()],
        async (rows, first, second, users, isLenient) => {
          const at = (index: number): string => `2020-01-01T00:00:${String(index + 10)}Z`;
          const shop = {
            'lines/1.csv': csv(
              ['order', 'item', 'note', 'at'],
              ...rows.map((row, index) => [...row, at(index)]),
              ['good', 'i1', '', at(40)],
              ['good', 'i2', '', at(41)],
            ),
            'orders/1.csv': csv(['nr', 'person', 'note'], ['good', 'good', ''], ...first),
            'orders/2.csv': csv(['nr', 'person', 'note'], ...second),
            'people.csv': csv(['person', 'user'], ['good', 'u'], ...users),
          };
          await expectSame(mapping, shop, { maxBadRows: isLenient ? 1000 : 0 });
        },
      ),
      { seed: 7, numRuns: 60 },
    );
  });
});
