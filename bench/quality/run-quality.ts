import Table from 'cli-table3';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_FOLDER } from '@ecommerce-recommenders/shop-data/project-folder';
import { readClothingShop } from './data/clothing-shop';
import { readOnlineRetail } from './data/online-retail';
import { readCompleteJourney } from './data/complete-journey';
import { readPrepared } from './data/prepared-tables';
import { measureQuality } from './measure-quality';
import { measureShapes } from './measure-shapes';
import {
  CONSTANT_COLUMNS,
  constantRow,
  QUALITY_COLUMNS,
  qualityDocument,
  qualityRow,
  type MeasuredData,
} from './quality-document';

/** Paths of the data sets; those without are left out. */
export interface QualityPaths {
  readonly onlineRetail?: string;
  readonly clothingShop?: string;
  readonly completeJourney?: string;
  /** Any prepared data set, which docs/quality.md does not show. */
  readonly data?: string;
}

/**
 * Measures the models on the named data sets, prints a table a task, and writes docs/quality.md when all real sets
 * are there; the generated shops are part of it.
 *
 * @throws Error if no data set is named
 */
export async function runQuality({
  onlineRetail,
  clothingShop,
  completeJourney,
  data,
}: QualityPaths): Promise<void> {
  const real = [
    { path: onlineRetail, read: readOnlineRetail },
    { path: clothingShop, read: readClothingShop },
    { path: completeJourney, read: readCompleteJourney },
  ];
  const sets = [...real, { path: data, read: readPrepared }];
  if (sets.every(({ path }) => path === undefined))
    throw new Error(
      'No data to judge the models on: name --online-retail, --clothing-shop, --complete-journey or --data.',
    );
  const measured: MeasuredData[] = [];
  for (const { path, read } of sets)
    if (path !== undefined) measured.push(await measuredData(await read(path)));
  if (real.every(({ path }) => path !== undefined))
    await writeFile(
      join(PROJECT_FOLDER, 'docs', 'quality.md'),
      qualityDocument(measured.slice(0, real.length), await measureShapes()),
    );
}

async function measuredData(data: MeasuredData['data']): Promise<MeasuredData> {
  const tasks = await measureQuality(data, (task, { contender, ndcg }) =>
    console.error(`${data.title}, ${task}: ${contender} ${ndcg.toFixed(3)}`),
  );
  for (const { task, questions, results, constants } of tasks) {
    const table = new Table({ style: { head: [], border: [] }, head: [...QUALITY_COLUMNS] });
    table.push(...results.map(qualityRow));
    console.log(`${data.title}: ${task} (${questions} questions)\n${table.toString()}\n`);
    if (constants.length === 0) continue;
    const others = new Table({ style: { head: [], border: [] }, head: [...CONSTANT_COLUMNS] });
    others.push(...constants.map(constantRow));
    console.log(`${data.title}: ${task}, constants inside training\n${others.toString()}\n`);
  }
  return { data, tasks };
}
