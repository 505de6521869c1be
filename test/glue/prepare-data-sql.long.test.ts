import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SQL_TABLES } from '@ecommerce-recommenders/shop-data/contracts/functions/preparation-job';
import { prepareData } from '@ecommerce-recommenders/shop-data/data/preparation/prepare-data';
import { prepareParts } from '@ecommerce-recommenders/shop-data/data/preparation/prepare-parts';
import {
  HOLDOUTS_BY,
  type PreparationSettings,
} from '@ecommerce-recommenders/shop-data/data/preparation/settings';
import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { DATASETS, type Datasets } from '@ecommerce-recommenders/shop-data/data/datasets';
import { mappedTables } from '@ecommerce-recommenders/shop-data/data/mapping/mapped-tables';
import { loadTable, type TableFile } from '@ecommerce-recommenders/tools/glue-script/load-table';
import { openDuckDb } from '@ecommerce-recommenders/tools/glue-script/open-duckdb';
import { inPieces } from '../../packages/csv/test/rows-of';
import { memoryFiles } from '../../packages/shop-data/test/data/mapping/memory-shop';
import { IMPORT_VALUES, nameOf, tableWith } from '../support/import-values';
import { memorySink } from '../support/memory-sink';
import { SHOP, shopArchive, type ShopFiles } from '../support/shop-archive';
import { filesOf, sortedFiles, type Files } from './both-ways';
import { byFunction, bySql, DEFAULT_SQL, partsOf, SETTINGS, type OpenArchive } from './prepared-both-ways';

const archiveOf =
  (files: ShopFiles): OpenArchive =>
  async () =>
    inPieces(shopArchive(files));

/** The output of fresh data's preparation for the archive's tables as parts: it holds nothing out. */
async function byParts(open: OpenArchive, { eventTypes, escape }: PreparationSettings): Promise<Files> {
  const shop = await partsOf(open);
  const parts = DATASET_TYPES.map((type) => {
    const part = Buffer.from(shop[`${SQL_TABLES[type]}/0.csv`]);
    return [type, [{ name: 'part.csv', open: async () => inPieces(part) }]] as const;
  });
  const sink = memorySink();
  await prepareParts({ parts: Object.fromEntries(parts), eventTypes, escape, sink });
  return filesOf(sink);
}

/** The datasets of tables whose columns have the names for import already. */
const RENAMED = Object.fromEntries(
  Object.entries(DATASETS).map(([type, source]) => [
    type,
    { ...source, columns: source.columns.map(({ name }) => ({ name, from: name })) },
  ]),
) as unknown as Datasets;

/** The function's output where it reads the tables by the default mapping's plan, as it reads a shop's own files. */
async function byPlan(open: OpenArchive, settings: PreparationSettings): Promise<Files> {
  const { eventTypes } = settings;
  const files = memoryFiles(await partsOf(open), 1 << 16);
  const { readTables } = mappedTables({ files, mapping: null, eventTypes, maxBadRows: 0 });
  const sink = memorySink();
  await prepareData({ readTables, settings, sink, datasets: RENAMED });
  return filesOf(sink);
}

async function expectSame(files: ShopFiles, settings: PreparationSettings): Promise<void> {
  const open = archiveOf(files);
  const expected = sortedFiles(await byFunction(open, settings));
  expect(sortedFiles(await bySql(open, settings))).toEqual(expected);
  expect(sortedFiles(await byPlan(open, settings))).toEqual(expected);
  const { 'warm_interaction.csv': warm, 'training_item.csv': items, 'training_user.csv': users } = expected;
  expect(sortedFiles(await byParts(open, settings))).toEqual({
    'training_interaction.csv': warm,
    'training_item.csv': items,
    'training_user.csv': users,
  });
}

const interactions = (...rows: readonly string[]): ShopFiles => ({
  interactions: ['ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP', ...rows, ''].join('\n'),
});

/** The small shop with another text in one of its files. */
const changed = (file: keyof ShopFiles, text: string, other: string): ShopFiles => ({
  [file]: SHOP[file].replace(text, other),
});

describe('the SQL of the Glue job', () => {
  it.each<[string, ShopFiles]>([
    ['the small shop', {}],
    [
      'values with quotes, commas, backslashes and line ends',
      {
        items:
          'id,name,category,style,description,price\n' +
          String.raw`i1,"a ""b"" \ c",back\slash,"com,ma",\,1` +
          '\n"i,2"," two\r\nlines\nand \rmore","""",,"back\\, and comma",-1.5e+3\n',
        users: 'id,username,age,gender\n"u""1",,-5,\nu2," x ",0,"F\n"\n',
        interactions:
          'ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP\n"i,1","u""\\1",ProductViewed,1\n"i 1",u2,OrderCompleted,2\n',
      },
    ],
    [
      'columns in another order, and a byte order mark',
      { interactions: '\ufeffTIMESTAMP,X,EVENT_TYPE,USER_ID,ITEM_ID\n1600000001,x,ProductViewed,u1,i1\n' },
    ],
    ['ids that look like numbers', interactions('null,NULL,ProductViewed,1', '007,1e3,OrderCompleted,009')],
    ['times beyond 32 bits', interactions('a,u,ProductViewed,5000000002', 'b,u,ProductViewed,5000000001')],
    ['text of many alphabets', interactions('é😀,ü,ProductViewed,1', '東京,ü,OrderCompleted,2')],
  ])('makes of %s what the function makes', async (_, files) => {
    for (const holdout of [0, 0.3])
      for (const holdoutBy of HOLDOUTS_BY) await expectSame(files, { ...SETTINGS, holdout, holdoutBy });
  });

  it('makes of any table what the function makes', async () => {
    const characters = ['a', 'é', '"', ',', '\\', ' ', "'", '#'];
    const textOf = (...units: readonly string[]) =>
      fc.string({ unit: fc.constantFrom(...units), maxLength: 6 });
    const text = textOf(...characters, '\n', '\r');
    const id = textOf(...characters).map((value) => `${value}.`);
    const rows = fc.array(
      fc.record({
        item: id,
        user: fc.constantFrom('u1', 'u-2', 'u,3'),
        event: fc.constantFrom('ProductViewed', 'OrderCompleted', 'Other'),
        time: fc.integer({ min: 0, max: 20 }),
      }),
      { minLength: 1, maxLength: 30 },
    );
    const csv = (...values: readonly (string | number)[]): string =>
      values.map((value) => `"${String(value).replaceAll('"', '""')}"`).join(',');
    await fc.assert(
      fc.asyncProperty(rows, id, text, async (table, itemId, name) => {
        const files: ShopFiles = {
          ...interactions(
            'i,u1,ProductViewed,9',
            ...table.map(({ item, user, event, time }) => csv(item, user, event, time)),
          ),
          items: `id,name,category,style,description,price\n${csv(itemId, name, `${name}.`, name, name, 9)}\n`,
        };
        for (const holdoutBy of HOLDOUTS_BY)
          await expectSame(files, { ...SETTINGS, holdout: 0.3, holdoutBy });
      }),
      { seed: 6, numRuns: 25 },
    );
  });

  it('takes and refuses the values that the function does', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parts-'));
    const database = await openDuckDb();
    try {
      // One part per value, so that the problems show which were rejected.
      const parts: Record<DatasetType, TableFile[]> = { INTERACTIONS: [], ITEMS: [], USERS: [] };
      for (const [at, value] of IMPORT_VALUES.entries()) {
        const path = join(folder, `${at}.csv`);
        writeFileSync(path, tableWith(value));
        parts[value.type].push({ name: String(at), path });
      }
      const { sql, tables } = DEFAULT_SQL;
      for (const type of DATASET_TYPES) {
        const name = SQL_TABLES[type];
        await loadTable(database, name, tables.tables[name], parts[type]);
      }
      await database.run(`CREATE TABLE event_types AS SELECT 'ProductViewed' AS source, 'View' AS target`);
      await database.run("CREATE TABLE settings AS SELECT 0.9 AS training_share, 'user' AS holdout_by");
      await database.run(sql);
      const problems = (await database.runAndReadAll('SELECT problem FROM problems')).getRows();
      const refused = new Set(problems.map(([problem]) => Number(/^\d+/.exec(String(problem)))));
      expect(IMPORT_VALUES.filter((_, at) => refused.has(at)).map(nameOf)).toEqual(
        IMPORT_VALUES.filter(({ isTaken }) => !isTaken).map(nameOf),
      );
    } finally {
      database.closeSync();
      rmSync(folder, { recursive: true });
    }
  });

  it.each<[string, ShopFiles, string]>([
    ['an empty id', interactions('i,,ProductViewed,1'), 'USER_ID is empty; every row needs an id'],
    ['a long id', interactions(`${'x'.repeat(257)},u,ProductViewed,1`), 'ITEM_ID has 257 characters; Amazon'],
    ['milliseconds', interactions('i,u,ProductViewed,1600000000000'), '"1600000000000" looks like milli'],
    ['no time', interactions('i,u,ProductViewed,1.5'), 'TIMESTAMP "1.5" is no whole number of Unix seconds'],
    ['no row to keep', interactions('i,u,Other,1'), 'has no rows of an event type that eventTypes maps'],
    ['no price', changed('items', '20.5', ''), 'price is empty; its schema allows no empty value'],
    ['a price that is none', changed('items', '20.5', '$20'), 'price "$20" is no number'],
    ['a long name', changed('items', 'Pan', 'x'.repeat(1001)), 'name has 1001 characters; Amazon'],
    ['an age in words', changed('users', '31', 'old'), 'age "old" is no whole number'],
    [
      'an age beyond 32 bits',
      changed('users', '31', '3000000000'),
      'age "3000000000" is out of range; Amazon Personalize takes a whole number from -2147483648 to 2147483647',
    ],
    ['a price beyond a float', changed('items', '20.5', '1e39'), 'price "1e39" is out of range'],
    ['an id of ours', interactions('i,anonymous::x,ProductViewed,1'), '"anonymous::x" begins with anony'],
    ['an id of two lines', interactions('"i\n1",u,ProductViewed,1'), 'ITEM_ID "i 1" has a line end in it'],
    ['no items', { items: SHOP.items.split('\n')[0] }, 'items has no rows below its header, and an import'],
    ['a column less', changed('users', 'username', 'name'), 'username'],
    ['a field too many', interactions('i,u,ProductViewed,1,x'), 'Expected Number of Columns: 4 Found: 5'],
  ])('fails on %s, as the function does', async (_, files, message) => {
    await expect(byFunction(archiveOf(files), SETTINGS)).rejects.toThrow();
    await expect(bySql(archiveOf(files), SETTINGS)).rejects.toThrow(message);
  });
});
