import type { AvroField } from '@ecommerce-recommenders/personalize/avro-schema';
import { readCsv } from '@ecommerce-recommenders/csv/read-csv';
import { valueChecks } from '../../../src/data/preparation/check-table';
import { interactionProblem } from '../../../src/data/preparation/interaction-fields';
import { DATASETS } from '../../../src/data/datasets';
import type { TableReport } from '../../../src/data/mapping/mapping-report';
import { reasonInKorean } from '../../../src/insight/readiness/texts/ko-reasons';
import { inPieces } from '../../../../csv/test/rows-of';
import { mapped } from '../../data/mapping/memory-shop';

/** Reasons that the Korean table does not translate, or leaves in English. */
const lacking = (reasons: readonly string[]): string[] =>
  reasons.filter((reason) => {
    const korean = reasonInKorean(reason);
    return korean === undefined || /\b(is|has|of|no|the|not|or|and)\b/.test(korean);
  });

/** The problem that an import's checks report for a value in a column of a schema. */
function faultOf(field: AvroField, value: string): string {
  const [check] = valueChecks({
    ...DATASETS.ITEMS,
    columns: [{ name: field.name, from: 'theirs' }],
    schema: { ...DATASETS.ITEMS.schema, fields: [field] },
  });
  const bytes = Buffer.from(value);
  return `theirs ${check(bytes, 0, bytes.length)}`;
}

const reasonsOf = ({ dropped, bad }: TableReport): string[] => [
  ...Object.keys(dropped),
  ...bad.map(({ reason }) => reason),
];

it('the reasons of readers in Korean are there for every fault of a value that an import refuses', () => {
  const reasons = [
    faultOf({ name: 'ITEM_ID', type: 'string' }, ''),
    faultOf({ name: 'ITEM_ID', type: 'string' }, 'a\nb'),
    faultOf({ name: 'ITEM_ID', type: 'string' }, 'x'.repeat(257)),
    faultOf({ name: 'USER_ID', type: 'string' }, 'anonymous:ann'),
    faultOf({ name: 'X', type: 'string' }, ''),
    ...(['int', 'long', 'float', 'double', 'boolean'] as const).map((type) =>
      faultOf({ name: 'X', type }, 'abc'),
    ),
    ...(['int', 'long', 'float', 'double'] as const).flatMap((type) => [
      faultOf({ name: 'X', type }, '9'.repeat(400)),
      faultOf({ name: 'X', type: ['null', type] }, '9'.repeat(400)),
    ]),
  ];
  expect(reasons.filter((reason) => reason.endsWith('undefined'))).toEqual([]);
  expect(lacking(reasons)).toEqual([]);
  expect(reasonInKorean(reasons[2])).toBe('theirs 열: 값이 257자임. Amazon Personalize는 256자까지 허용함');
});

it.each(['1598204689000', 'yesterday', ''])('Korean reasons are there for the time %p', async (time) => {
  const text = `ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP\na,u,View,${time}\n`;
  const csv = await readCsv(inPieces(Buffer.from(text)), { file: 'interactions.csv', escape: '"' });
  for await (const chunk of csv.chunks) {
    const { column, problem } = interactionProblem(chunk, 0, [0, 1, 2, 3])!;
    expect(lacking([`${column} ${problem}`])).toEqual([]);
  }
});

it('the reasons of readers in Korean are there for every condition and every bad row of a shop’s own files', async () => {
  const good = { item: 'a', user: 'u', at: '2020-01-01', nr: '1', what: 'seen', q: '1', f: '1' };
  const rows = [
    ...[{ user: '' }, { q: 'C1' }, { q: 'one' }, { q: '0' }, { q: '7' }, { what: 'other' }, { what: '' }],
    ...[{ item: '' }, { at: 'x' }, { nr: 'x' }, { q: '1x' }, { f: 'x' }, { i: 'x' }, { t: 'x' }],
    ...[{ item: 'x'.repeat(300) }, { item: 'a\nb' }, { item: 'a\0' }, { user: 'anonymous:a' }],
    ...[{ f: [{}] }, { f: 2 ** 60 }],
  ].map((changes) => JSON.stringify({ ...good, ...changes }));
  const own = (from: string, type: string): object => ({ from, type });
  const mapping = {
    interactions: {
      files: 'a.jsonl',
      ...{ user: 'user', item: 'item', event: 'what' },
      time: { column: 'at', format: 'yyyy-MM-dd', sequence: 'nr' },
      columns: { F: own('f', 'float'), I: own('i', 'int'), T: own('t', 'timestamp') },
      drop: [
        { column: 'user', empty: true },
        { column: 'q', startsWith: 'C' },
        { column: 'q', oneOf: ['one', 'two'] },
        { column: 'q', notOneOf: ['0', '1', '1x'] },
        { column: 'q', atMost: 0 },
      ],
    },
  };
  const many = Array.from({ length: 21 }, (_, at) => JSON.stringify({ ...good, what: `type ${at}` }));
  const files = { 'a.jsonl': [...rows, ...many, '[]'].join('\n') };
  const { report } = await mapped('INTERACTIONS', mapping, files, { maxBadRows: 99 });
  const reasons = reasonsOf(report);
  expect(report.bad).toHaveLength(14);
  expect(Object.keys(report.dropped).length).toBeGreaterThan(25);
  expect(lacking(reasons)).toEqual([]);
  const other = reasonInKorean('a is another type that eventTypes does not map');
  expect(other).toBe('a 열: 그 밖에 eventTypes 설정에 없는 유형');
});

it('the reasons of readers in Korean are there for rows of joined files, of other widths, and of ids without a value', async () => {
  const mapping = {
    items: {
      ...{ files: 'items.csv', id: 'sku', category: 'group', price: 'price' },
      join: { files: 'prices.csv', on: 'sku', columns: ['price'] },
    },
    interactions: { files: 'a.csv', user: 'u', item: 'i', time: 't', event: { constant: 'View' } },
  };
  const items = 'sku,group\na,x\nb,x\nc\n';
  const files = { 'items.csv': items, 'prices.csv': 'sku,price\na,1\na,2\n', 'a.csv': 'u,i,t\n' };
  const { report } = await mapped('ITEMS', mapping, files, { maxBadRows: 99 });
  expect(report.bad).toHaveLength(3);
  expect(lacking(reasonsOf(report))).toEqual([]);
  expect(lacking(['other reasons'])).toEqual([]);
});

it('the reasons of readers in Korean keep what a hostile value pretends', () => {
  expect(reasonInKorean('a begins with $1 is empty')).toContain('$1');
  expect(reasonInKorean('something else')).toBeUndefined();
  expect(reasonInKorean(`${'a "'.repeat(100_000)} is empty`)).toBeUndefined();
});
