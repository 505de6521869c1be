import { DescribeDatasetCommand, ListDatasetImportJobsCommand } from '@aws-sdk/client-personalize';
import { unlessParentGone, type PersonalizeApi } from '../resources/personalize-api';

/** An import job as Personalize lists it. */
export interface ImportJob {
  readonly name: string;
  readonly status: string;
  readonly failureReason?: string;
  readonly isFull: boolean;
  /** Milliseconds since 1970. */
  readonly createdMs: number;
  /** Time of its end, in milliseconds since 1970, once it has ended. */
  readonly updatedMs: number;
}

/** All import jobs of a dataset; empty if the dataset does not exist. */
export async function importJobs(client: PersonalizeApi, datasetArn: string): Promise<ImportJob[]> {
  const jobs: ImportJob[] = [];
  let nextToken: string | undefined;
  do {
    const page = await unlessParentGone(
      client.send(new ListDatasetImportJobsCommand({ datasetArn, maxResults: 100, nextToken })),
      () => client.send(new DescribeDatasetCommand({ datasetArn })),
    );
    for (const { jobName = '', status = '', ...job } of page?.datasetImportJobs ?? []) {
      jobs.push({
        name: jobName,
        status,
        failureReason: job.failureReason,
        isFull: job.importMode === 'FULL',
        createdMs: Number(job.creationDateTime),
        updatedMs: Number(job.lastUpdatedDateTime),
      });
    }
    nextToken = page?.nextToken;
  } while (nextToken !== undefined);
  return jobs;
}
