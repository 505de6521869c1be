import { ListDataDeletionJobsCommand } from '@aws-sdk/client-personalize';
import { PATIENCE_HOURS } from '@ecommerce-recommenders/shop-data/contracts/functions/run-patience';
import { isInTransition, type PersonalizeApi } from '../shop/resources/personalize-api';

/** Whether a run that started at this time has waited too long for jobs or for another run. */
export const isPatienceOver = (startedAt: string, nowMs: number): boolean =>
  nowMs - Date.parse(startedAt) >= PATIENCE_HOURS.claim * 3_600_000;

/**
 * Describes a data deletion job of a dataset group that is in progress; `undefined` if there is none. Until it ends, nothing
 * should be imported, trained or processed in batch: the service does not guarantee that the data is gone by then.
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
