import { countInWords, grouped } from '@ecommerce-recommenders/csv/count-in-words';
import type { PreparedFile } from '../../data/preparation/prepared-output';
import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { MAX_GIGABYTES, MIN_ROWS } from '@ecommerce-recommenders/personalize/import-rules';
import type { BatchKind } from './next-batch';

/** Maximum size of one import: archives replace data, parts are added. */
const GIGABYTES: Record<BatchKind, number> = {
  archive: MAX_GIGABYTES.FULL,
  parts: MAX_GIGABYTES.INCREMENTAL,
  unknown: 0,
};

/** Why Personalize would fail an import of valid files, or `undefined`. */
export function importProblem(
  kind: BatchKind,
  files: Partial<Record<DatasetType, PreparedFile>>,
): string | undefined {
  for (const datasetType of DATASET_TYPES) {
    const file = files[datasetType];
    if (file === undefined) continue;
    if (file.rows === 0) return `there is no row of ${datasetType}, and an import needs one`;
    if (file.rows < MIN_ROWS[datasetType])
      return (
        `there ${file.rows === 1 ? 'is' : 'are'} ${countInWords(file.rows, 'interaction')}, and an import needs ${grouped(MIN_ROWS[datasetType])}; ` +
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
