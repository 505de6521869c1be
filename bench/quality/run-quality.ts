import Table from 'cli-table3';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import { readClothingShop } from './data/clothing-shop';
import { readOnlineRetail } from './data/online-retail';
import { readCompleteJourney } from './data/complete-journey';
import { readPrepared } from './data/prepared-tables';
import { measureNewItems } from './measure-new-items';
import { measureQuality } from './measure-quality';
import { measureShapes } from './measure-shapes';
import {
  CONSTANT_COLUMNS,
  constantRow,
  NEW_ITEMS_COLUMNS,
  newItemsRow,
  QUALITY_COLUMNS,
  qualityDocument,
  qualityRow,
  type MeasuredData,
  type NewItemsOf,
} from './quality-document';

/** Paths of the data sets. Sets without a path are skipped. */
export interface QualityPaths {
  readonly onlineRetail?: string;
  readonly clothingShop?: string;
  readonly completeJourney?: string;
  /** The archive of the workshop of Amazon Personalize, for new items only. */
  readonly workshop?: string;
  /** Any prepared data set, which docs/quality.md does not show. */
  readonly data?: string;
}

/** The archive that comes with the project. */
const SAMPLE = join(PROJECT_FOLDER, 'assets', 'RetailSampleDataSet.tar.gz');

/**
 * Measures the models on the named data sets and prints a table per task. If all real sets and the workshop's archive
 * are given, it also writes docs/quality.md, which includes the sample and the generated shops.
 *
 * @throws Error if no data set is named
 */
export async function runQuality({
  onlineRetail,
  clothingShop,
  completeJourney,
  workshop,
  data,
}: QualityPaths): Promise<void> {
  const real = [
    { path: onlineRetail, read: readOnlineRetail },
    { path: clothingShop, read: readClothingShop },
    { path: completeJourney, read: readCompleteJourney },
  ];
  const sets = [...real, { path: data, read: readPrepared }];
  if (sets.every(({ path }) => path === undefined) && workshop === undefined)
    throw new Error(
      'No data to judge the models on: name --online-retail, --clothing-shop, --complete-journey, --workshop or --data.',
    );
  const measured: MeasuredData[] = [];
  for (const { path, read } of sets)
    if (path !== undefined) measured.push(await measuredData(await read(path)));
  const generated = [{ path: SAMPLE, title: 'Sample of this project' }];
  if (workshop !== undefined) generated.push({ path: workshop, title: 'Workshop of Personalize' });
  const newItems: NewItemsOf[] = [];
  for (const { path, title } of generated)
    newItems.push({ title, results: measureNewItems(await readPrepared(path)) });
  newItems.push(...measured.map(({ data: set }) => ({ title: set.title, results: measureNewItems(set) })));
  printTable('New items', NEW_ITEMS_COLUMNS, newItems.flatMap(newItemsRow));
  if (real.every(({ path }) => path !== undefined) && workshop !== undefined)
    await writeFile(
      join(PROJECT_FOLDER, 'docs', 'quality.md'),
      qualityDocument(measured.slice(0, real.length), newItems, await measureShapes()),
    );
}

async function measuredData(data: MeasuredData['data']): Promise<MeasuredData> {
  const tasks = await measureQuality(data, (task, { contender, ndcg }) =>
    console.error(`${data.title}, ${task}: ${contender} ${ndcg.toFixed(3)}`),
  );
  for (const { task, questions, results, constants } of tasks) {
    printTable(`${data.title}: ${task} (${questions} questions)`, QUALITY_COLUMNS, results.map(qualityRow));
    if (constants.length === 0) continue;
    printTable(
      `${data.title}: ${task}, constants inside training`,
      CONSTANT_COLUMNS,
      constants.map(constantRow),
    );
  }
  return { data, tasks };
}

function printTable(title: string, head: readonly string[], rows: readonly string[][]): void {
  const table = new Table({ style: { head: [], border: [] }, head: [...head] });
  table.push(...rows);
  console.log(`${title}\n${table.toString()}\n`);
}
