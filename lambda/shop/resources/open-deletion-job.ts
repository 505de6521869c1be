import { ListDataDeletionJobsCommand } from '@aws-sdk/client-personalize';
import { PATIENCE_HOURS } from '@ecommerce-recommenders/shop-data/contracts/run-patience';
import { isInTransition, type PersonalizeApi } from './personalize-api';

/** Whether a run of this start has waited long enough for the end of jobs, or of another run. */
export const isPatienceOver = (startedAt: string, nowMs: number): boolean =>
  nowMs - Date.parse(startedAt) >= PATIENCE_HOURS.claim * 3_600_000;

/**
 * A data deletion job of a dataset group that is not over yet, in words; `undefined` if there is none. While one is open,
 * nothing should be imported, trained or done in batch: the service does not guarantee then that the data is gone.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/delete-records.html
 */
export async function openDeletionJob(
  client: PersonalizeApi,
  datasetGroupArn: string | undefined,
): Promise<string | undefined> {
  let nextToken: string | undefined;
  do {
    const page = await client.send(new ListDataDeletionJobsCommand({ datasetGroupArn, nextToken }));
    for (const { dataDeletionJobArn, status = '' } of page.dataDeletionJobs ?? [])
      if (isInTransition(status)) return `${dataDeletionJobArn} (${status})`;
    ({ nextToken } = page);
  } while (nextToken !== undefined);
  return undefined;
}
