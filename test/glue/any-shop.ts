import fc from 'fast-check';
import { csv, type Shop } from './both-ways';

/** How many rows a table has. */
interface Size {
  readonly least: number;
  readonly most: number;
}

/** The mapping of {@link anyOrders}. */
export const ORDERS_MAPPING = {
  interactions: {
    ...{ files: 'orders/*.csv', user: 'who', item: 'what', event: { constant: 'Purchase' } },
    time: { column: 'when', format: 'dd/MM/yyyy HH:mm' },
    drop: [{ column: 'n', atMost: 1 }],
    columns: { KIND: { from: 'kind', type: 'categorical' }, N: { from: 'n', type: 'int' } },
  },
  items: { files: 'orders/*.csv', id: 'what', name: 'kind', category: { constant: 'all' }, price: 'price' },
};

const GOOD = 'u1|good|01/02/2020 10:00|k|1|2';
const USERS = fc.constantFrom('u1', 'u-2', 'u,3');

/** Order lines with any values, of which the last one is good. */
export function anyOrders({ least, most }: Size): fc.Arbitrary<Shop> {
  const unit = fc.constantFrom('a', 'é', '"', ',', '\\', ' ', "'", '$', '\n', '{', '\u0001');
  const text = fc.string({ unit, maxLength: 5 });
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', ',', '"', '\\', ' '), maxLength: 3 });
  const id = letters.map((value) => `${value}.`);
  const number = fc.constantFrom('1', '2.50', '-3', '$1,234.5', '7 EUR', '', ' ', '1e3', '0.1', 'x', '1,2');
  const times =
    '31/12/2020 23:59|29/02/2021 10:00|29/02/2020 10:00|01/01/1970 00:00|1/1/2021 00:00|15/06/2021 24:00|';
  const time = fc.constantFrom(...times.split('|'), '15/06/2021 24:01', 'yesterday', '15/13/2021 10:00');
  const row = fc.record({ who: USERS, what: id, when: time, kind: text, price: number, n: number });
  const rows = fc.array(row, { minLength: least, maxLength: most, size: 'max' });
  const header = ['who', 'what', 'when', 'kind', 'price', 'n'] as const;
  return rows.map((table) => ({
    'orders/1.csv': csv(header, ...table.map((row) => header.map((name) => row[name])), GOOD),
  }));
}

/** The mapping of {@link anyJoined}. */
export const JOINED_MAPPING = {
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

/** Lines, orders and people that are joined by any ids, of which two lines are good. */
export function anyJoined({ least, most }: Size): fc.Arbitrary<Shop> {
  const id = fc.constantFrom('1', '2', '3', ' 3', '');
  const text = fc.constantFrom('', 'a', 'b', ' ', '"', '\\', 'a,b');
  const line = fc.tuple(id, fc.constantFrom('i1', 'i2', ''), text);
  const lines = fc.array(line, { minLength: least, maxLength: most, size: 'max' });
  const orders = fc.array(fc.tuple(id, id, text), { maxLength: 8 });
  const people = fc.array(fc.tuple(id, fc.constantFrom('u1', 'u2', '')), { maxLength: 6 });
  return fc.tuple(lines, orders, orders, people).map(([rows, first, second, users]) => {
    const at = (index: number): string => new Date(Date.UTC(2020, 0, 1, 0, 0, index)).toISOString();
    return {
      'lines/1.csv': csv(
        'order|item|note|at',
        ...rows.map((row, index) => [...row, at(index)]),
        ...['i1', 'i2'].map((item, index) => `good|${item}||${at(rows.length + index)}`),
      ),
      'orders/1.csv': csv('nr|person|note', 'good|good|', ...first),
      'orders/2.csv': csv('nr|person|note', ...second),
      'people.csv': csv('person|user', 'good|u', ...users),
    };
  });
}
