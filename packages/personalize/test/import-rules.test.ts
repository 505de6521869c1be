import { Readable } from 'node:stream';
import { prepareData } from '@ecommerce-recommenders/shop-data/data/preparation/prepare-data';
import { prepareParts } from '@ecommerce-recommenders/shop-data/data/preparation/prepare-parts';
import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import { type DatasetType } from '../src/dataset-types';
import { parseSchema } from 'embedded-aws/services/personalize/data/parsed-schema';
import { readRows } from 'embedded-aws/services/personalize/data/read-rows';
import {
  IMPORT_VALUES,
  importTableWith,
  nameOf,
  shopWith,
  tableWith,
} from '../../../test/support/import-values';
import { memorySink } from '../../../test/support/memory-sink';
import { shopArchive, type ShopFiles } from '../../../test/support/shop-archive';
import { inPieces } from '../../csv/test/rows-of';
import { profileOf } from '../../tools/test/profile/profile-of';

const EVENT_TYPES = { ProductViewed: 'View', OrderCompleted: 'Purchase' };

/** The message of an error; undefined without an error. */
const failureOf = (work: Promise<unknown>): Promise<string | undefined> =>
  work.then(
    () => undefined,
    (error: Error) => error.message,
  );

async function prepare(files: ShopFiles): Promise<Readonly<Record<string, string>>> {
  const sink = memorySink();
  const archive = shopArchive(files);
  const settings = { holdout: 0, eventTypes: EVENT_TYPES, escape: '\\' } as const;
  await prepareData({ openArchive: async () => inPieces(archive), settings, sink });
  return sink.files;
}

function prepareAsPart(type: DatasetType, table: string): Promise<unknown> {
  const parts = { [type]: [{ name: 'part.csv', open: async () => inPieces(Buffer.from(table)) }] };
  return prepareParts({ parts, eventTypes: EVENT_TYPES, escape: '\\', sink: memorySink() });
}

/** Whether a data profile reports nothing that an import would reject. */
async function isReady(files: ShopFiles): Promise<boolean> {
  const { facts } = await profileOf(files);
  return facts.refusals.length + facts.emptyTables.length === 0;
}

/** Reads a table as an import job of the embedded AWS does. */
function importTable(type: DatasetType, table: string): Promise<number> {
  const { schema, file: name } = DATASETS[type];
  const file = { name, bytes: table.length, open: async () => Readable.from([Buffer.from(table)]) };
  const parsed = parseSchema(JSON.stringify(schema), 'ECOMMERCE');
  return readRows([file], parsed, () => {}, new AbortController().signal);
}

const [TAKEN, REFUSED] = [true, false].map((isTaken) =>
  IMPORT_VALUES.filter((value) => value.isTaken === isTaken).map((value) => [nameOf(value), value] as const),
);

it.each(TAKEN)('what an import takes is prepared, found ready and imported: %s', async (_, value) => {
  const files = await prepare(shopWith(value));
  expect(await failureOf(prepareAsPart(value.type, tableWith(value)))).toBeUndefined();
  expect(await isReady(shopWith(value))).toBe(true);
  expect(await importTable(value.type, files[DATASETS[value.type].file])).toBeGreaterThan(0);
});

it.each(REFUSED)('a refused value fails in each step, with its place: %s', async (_, value) => {
  const { member } = DATASETS[value.type];
  const place = `line 2: ${value.column} `;
  expect(await failureOf(prepare(shopWith(value)))).toMatch(`${member}, ${place}`);
  expect(await failureOf(prepareAsPart(value.type, tableWith(value)))).toMatch(`part.csv, ${place}`);
  expect(await isReady(shopWith(value))).toBe(false);
});

it.each([
  ['items', 'ITEMS'],
  ['users', 'USERS'],
] as const)('what an import refuses fails where %s.csv has no row', async (name, type) => {
  const files = { [name]: `${DATASETS[type].columns.map(({ from }) => from).join()}\n\n` };
  await expect(prepare(files)).rejects.toThrow(
    `${name}.csv has no rows below its header, and an import needs at least one; export the ${name} of the shop into it`,
  );
  await expect(prepareAsPart(type, files[name])).rejects.toThrow('no row below the header');
  expect(await isReady(files)).toBe(false);
});

it.each(
  IMPORT_VALUES.map((value) => [value.isImported ? 'takes' : 'fails on', nameOf(value), value] as const),
)('an import of the embedded AWS %s %s', async (_does, _name, value) => {
  const failure = await failureOf(importTable(value.type, importTableWith(value)));
  expect(failure === undefined).toBe(value.isImported);
});
