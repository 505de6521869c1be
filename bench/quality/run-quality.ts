import Table from 'cli-table3';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import { machine } from '../machine';
import { RESULTS_FOLDER } from '../results-folder';
import { readClothingShop } from './data/clothing-shop';
import { readOnlineRetail } from './data/online-retail';
import { readCompleteJourney } from './data/complete-journey';
import { readPrepared } from './data/prepared-tables';
import { measureNewItems } from './measure-new-items';
import { measureQuality } from './measure-quality';
import { measureShapes } from './measure-shapes';
import { measureVerdicts } from './measure-verdicts';
import type { QualityData } from './quality-data';
import { NEW_ITEMS_COLUMNS, newItemsRow, qualityDocument, type MeasuredData } from './quality-document';
import { CONSTANT_COLUMNS, constantRow, QUALITY_COLUMNS, qualityRow } from './quality-rows';

/** Paths of the data sets; those without are left out. */
export interface QualityPaths {
  readonly onlineRetail?: string;
  readonly clothingShop?: string;
  readonly completeJourney?: string;
  /** The archive of the workshop of Amazon Personalize. */
  readonly workshop?: string;
  /** Any prepared data set, which docs/quality.md does not show. */
  readonly data?: string;
}

/** The archive that comes with the project. */
const SAMPLE = join(PROJECT_FOLDER, 'assets', 'RetailSampleDataSet.tar.gz');

/** Results of each data set, so that one of them can be measured again. */
const KEPT = join(RESULTS_FOLDER, 'quality');

/** The sets of the document, in its order, by the names of their files of results. */
const SETS: readonly (readonly [
  name: keyof QualityPaths | 'sample',
  title: string,
  read: (path: string) => Promise<QualityData>,
])[] = [
  ['onlineRetail', 'Online Retail', readOnlineRetail],
  ['clothingShop', 'Clothing shop', readClothingShop],
  ['completeJourney', 'Complete Journey', readCompleteJourney],
  ['sample', 'Sample of this project', readGenerated],
  ['workshop', 'Workshop of Personalize', readGenerated],
];

/** The users of the sample and of the workshop are made up. */
async function readGenerated(path: string): Promise<QualityData> {
  return { ...(await readPrepared(path)), isGenerated: true };
}

/**
 * Measures the models on the named data sets, prints a table a task, and keeps the results. Writes docs/quality.md of what is kept.
 *
 * @throws Error if no data set is named
 */
export async function runQuality({ data, ...paths }: QualityPaths): Promise<void> {
  if (data === undefined && Object.keys(paths).length === 0)
    throw new Error(
      'No data to judge the models on: name --online-retail, --clothing-shop, --complete-journey, --workshop or --data.',
    );
  if (data !== undefined) await measuredData(await readPrepared(data));
  if (Object.keys(paths).length === 0) return;
  const files: Record<string, string | undefined> = { ...paths, sample: paths.workshop && SAMPLE };
  await mkdir(KEPT, { recursive: true });
  for (const [name, title, read] of SETS) {
    const path = files[name];
    if (path === undefined) continue;
    const measured = await measuredData({ ...(await read(path)), title });
    await writeFile(fileOf(name), rounded(measured));
  }
  const kept = await Promise.all(SETS.map(([name]) => readFile(fileOf(name), 'utf8').catch(() => undefined)));
  const lacking = SETS.filter((_, at) => kept[at] === undefined).map(([, title]) => title);
  const measured = kept.flatMap((text) => (text === undefined ? [] : [JSON.parse(text) as MeasuredData]));
  await writeFile(
    join(PROJECT_FOLDER, 'docs', 'quality.md'),
    qualityDocument(measured, lacking, await measureShapes()),
  );
}

const fileOf = (name: string): string => join(KEPT, `${name}.json`);

/** Four decimals are more than is certain. */
const rounded = (measured: MeasuredData): string =>
  `${JSON.stringify(measured, (_, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(4)) : value), 1)}\n`;

async function measuredData(data: QualityData): Promise<MeasuredData> {
  const { title, origin, rows, isGenerated = false } = data;
  const verdicts = await measureVerdicts(rows);
  // Generated users say nothing about models.
  const tasks = isGenerated
    ? []
    : await measureQuality(data, (task, { contender, ndcg }) =>
        console.error(`${title}, ${task}: ${contender} ${ndcg.toFixed(3)}`),
      );
  for (const { task, questions, results, constants } of tasks) {
    printTable(`${title}: ${task} (${questions} questions)`, QUALITY_COLUMNS, results.map(qualityRow));
    if (constants.length > 0)
      printTable(
        `${title}: ${task}, constants inside training`,
        CONSTANT_COLUMNS,
        constants.map(constantRow),
      );
  }
  const newItems = measureNewItems(data);
  printTable('New items', NEW_ITEMS_COLUMNS, newItemsRow({ title, newItems }));
  return { title, origin, rows: rows.length, tasks, verdicts, newItems, machine: machine() };
}

function printTable(title: string, head: readonly string[], rows: readonly string[][]): void {
  const table = new Table({ style: { head: [], border: [] }, head: [...head] });
  table.push(...rows);
  console.log(`${title}\n${table.toString()}\n`);
}
