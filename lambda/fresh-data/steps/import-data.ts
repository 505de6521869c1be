import type {
  FreshDataset,
  FreshDataStep,
  Imported,
} from '@ecommerce-recommenders/shop-data/contracts/functions/fresh-data';
import { PATIENCE_HOURS } from '@ecommerce-recommenders/shop-data/contracts/functions/run-patience';
import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import { STAGING_PREFIX } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/places';
import { runName } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/import-run';
import { importFile } from '../../shop/dataset-import/import-file';
import { errorInWords } from '../../shop/resources/error-in-words';
import { isTransient } from '../../shop/resources/is-transient';
import type { PersonalizeApi } from '../../shop/resources/personalize-api';

/** Dependencies of {@link importData}. */
export interface ImportDeps {
  readonly personalize: PersonalizeApi;
  readonly bucket: string;
  readonly roleArn: string;
  /** Datasets of the shop. A prepared table without one is used by the API only, and not imported. */
  readonly datasets: Readonly<Partial<Record<DatasetType, FreshDataset>>>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Imports the prepared files, all datasets in parallel. An archive replaces all data; parts are added. The step is
 * called again until no import is in progress.
 */
export function importData({ personalize, bucket, roleArn, datasets, now }: ImportDeps) {
  return async ({ execution, startedAt, state }: FreshDataStep): Promise<Imported> => {
    const { prepared } = state;
    if (!prepared) throw new Error('Nothing was prepared.');
    const run = runName(startedAt, execution);
    const minutes = (now() - prepared.preparedMs) / 60_000;
    const done: DatasetType[] = [];
    const waiting: string[] = [];
    const problems: string[] = [];
    for (const type of DATASET_TYPES.filter((one) => datasets[one] && prepared.rows[one] !== undefined)) {
      const file = {
        ...datasets[type]!,
        dataLocation: `s3://${bucket}/${STAGING_PREFIX}${run}/${DATASETS[type].file}`,
        roleArn,
        importMode: prepared.kind === 'archive' ? ('FULL' as const) : ('INCREMENTAL' as const),
        request: execution,
      };
      try {
        const waitingFor = await importFile(personalize, file, minutes);
        if (waitingFor === undefined) done.push(type);
        else waiting.push(waitingFor);
      } catch (error) {
        (isTransient(error, minutes) ? waiting : problems).push(errorInWords(error));
      }
    }
    if (waiting.length > 0 && minutes < PATIENCE_HOURS.import * 60) {
      return { datasets: done, waitingFor: waiting.join(', ') };
    }
    for (const waitingFor of waiting)
      problems.push(`after ${PATIENCE_HOURS.import} hours still waiting for ${waitingFor}`);
    return { datasets: done, ...(problems.length > 0 && { problem: problems.join('; ') }) };
  };
}
