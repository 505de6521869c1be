import { countInWords, grouped } from '@ecommerce-recommenders/csv/count-in-words';
import type { PreparedFile } from '../../data/preparation/prepared-output';
import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { MAX_GIGABYTES, MIN_ROWS } from '@ecommerce-recommenders/personalize/import-rules';
import type { BatchKind } from './next-batch';

/** Maximum gigabytes of one import. Archives replace data; parts are added. */
const GIGABYTES: Record<BatchKind, number> = {
  archive: MAX_GIGABYTES.FULL,
  parts: MAX_GIGABYTES.INCREMENTAL,
  unknown: 0,
};

/** Numbers of interaction rows that are not imported, with reasons. */
export type LeftOut = readonly (readonly [rows: number, reason: string])[];

/** Why Personalize would reject an import of valid files; `undefined` if it would not. */
export function importProblem(
  kind: BatchKind,
  files: Partial<Record<DatasetType, PreparedFile>>,
  leftOut: LeftOut = [],
): string | undefined {
  for (const datasetType of DATASET_TYPES) {
    const file = files[datasetType];
    if (file === undefined) continue;
    if (file.rows === 0) return `there is no row of ${datasetType}, and an import needs one`;
    if (file.rows < MIN_ROWS[datasetType])
      return (
        `there ${file.rows === 1 ? 'is' : 'are'} ${countInWords(file.rows, 'interaction')}${ofRows(file.rows, leftOut)}, and an import needs ${grouped(MIN_ROWS[datasetType])}; ` +
        `collect more before you drop them, or stream them with PutEvents`
      );
    if (file.bytes > GIGABYTES[kind] * 1e9)
      return (
        `there are ${grouped(file.bytes)} bytes of ${datasetType}, and one import takes ${GIGABYTES[kind]} GB; ` +
        `drop less at a time`
      );
  }
  return undefined;
}

/** ` of 1,200 rows (278 left out: reason)` */
function ofRows(kept: number, leftOut: LeftOut): string {
  const some = leftOut.filter(([rows]) => rows > 0);
  if (some.length === 0) return '';
  const all = some.reduce((sum, [rows]) => sum + rows, kept);
  return ` of ${countInWords(all, 'row')} (${some.map(([rows, reason]) => `${grouped(rows)} left out: ${reason}`).join('; ')})`;
}
