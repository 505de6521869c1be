import type { PreparedFile } from '../data/prepared-output';
import { DATASET_TYPES, type DatasetType } from '../datasets';
import type { BatchKind } from './incoming-kind';

/** Rows without which Personalize fails an import of interactions, in either mode. */
const MIN_INTERACTIONS = 1000;

/** What one import takes at most: all data of a dataset, or data that is added. */
const MAX_GIGABYTES: Record<BatchKind, number> = { archive: 100, parts: 1, unknown: 0 };

/**
 * Why Personalize would fail the import of files that are good in themselves, or undefined.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/limits.html
 */
export function importProblem(
  kind: BatchKind,
  files: Partial<Record<DatasetType, PreparedFile>>,
): string | undefined {
  for (const datasetType of DATASET_TYPES) {
    const file = files[datasetType];
    if (file === undefined) continue;
    if (file.rows === 0) return `there is no row of ${datasetType}, and an import needs one`;
    if (datasetType === 'INTERACTIONS' && file.rows < MIN_INTERACTIONS)
      return (
        `there are ${file.rows} interactions, and an import needs ${MIN_INTERACTIONS}; ` +
        `collect more before you drop them, or stream them with PutEvents`
      );
    if (file.bytes > MAX_GIGABYTES[kind] * 1e9)
      return (
        `there are ${file.bytes} bytes of ${datasetType}, and one import takes ${MAX_GIGABYTES[kind]} GB; ` +
        `drop less at a time`
      );
  }
  return undefined;
}
