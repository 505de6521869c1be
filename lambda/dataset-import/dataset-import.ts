import { CreateDatasetImportJobCommand } from '@aws-sdk/client-personalize';
import { createHash } from 'node:crypto';
import type { DatasetImportProperties } from '../../domain/contracts/dataset-import';
import type { CustomResourceEvent } from '../custom-resource-event';
import type { IsAbandoned } from '../abandonment';
import type { Lifecycle } from '../lifecycle';
import type { PersonalizeApi } from '../personalize-api';
import { CREATE_FAILED } from '../status';
import { datasetBlockers } from './dataset-blockers';
import { importJobs, type ImportJob } from './import-jobs';

/** Minutes for which a fresh role or bucket policy may not work yet, and attempts within them, a minute apart. */
const PROPAGATION_MINUTES = 10;
const MAX_ATTEMPTS = 5;

/** Properties that make another import necessary; a new role or name alone does not. */
const CONTENT = ['DatasetArn', 'DataLocation', 'DataVersion'] as const;

type Event = CustomResourceEvent<DatasetImportProperties>;

/**
 * A full import, as often as it takes until the role may read the bucket. Its end is the point at which the
 * dataset can go.
 */
export function datasetImport(
  client: PersonalizeApi,
  isAbandoned: IsAbandoned,
): Lifecycle<DatasetImportProperties> {
  /** This request's jobs in the order of their attempts. */
  const attempts = async (event: Event): Promise<ImportJob[]> => {
    const prefix = jobName(event, '');
    const jobs = await importJobs(client, event.ResourceProperties.DatasetArn);
    const attempt = ({ name }: ImportJob): number => Number(name.slice(prefix.length));
    return jobs.filter(({ name }) => name.startsWith(prefix)).sort((a, b) => attempt(a) - attempt(b));
  };
  const start = (event: Event, attempt: number): Promise<unknown> => {
    const { DatasetArn, DataLocation, RoleArn } = event.ResourceProperties;
    return client.send(
      new CreateDatasetImportJobCommand({
        jobName: jobName(event, attempt),
        datasetArn: DatasetArn,
        dataSource: { dataLocation: DataLocation },
        roleArn: RoleArn,
        importMode: 'FULL',
      }),
    );
  };

  return {
    physicalId: ({ ResourceProperties }) => ResourceProperties.DatasetArn,

    async ensure(event, minutes) {
      if (!hasNewContent(event)) return undefined;
      let jobs = await attempts(event);
      const latest = jobs.at(-1);
      const mayBecomeReadable =
        latest && isUnreadable(latest) && jobs.length < MAX_ATTEMPTS && minutes < PROPAGATION_MINUTES;
      // Such a job may fail within seconds, and all attempts with it before the policies work.
      if (mayBecomeReadable && minutes < jobs.length)
        return `the role to be able to read ${event.ResourceProperties.DataLocation} (${latest.failureReason})`;
      if (!latest || mayBecomeReadable) {
        // A job that starts once the dataset is to go would only be in the way of that.
        if (await isAbandoned(event))
          throw new Error('The stack wants no import any more: it has turned back.');
        await start(event, jobs.length + 1);
        jobs = await attempts(event);
      } else if (latest.status === CREATE_FAILED) {
        throw new Error(
          `Import job ${latest.name} of ${event.ResourceProperties.DataLocation} failed at attempt ` +
            `${jobs.length}: ${latest.failureReason ?? 'no reason given'}`,
        );
      }
      const job = jobs.at(-1);
      if (job?.status === 'ACTIVE') return undefined;
      return job ? `import job ${job.name} (${job.status})` : 'the import job to appear';
    },

    async remove({ StackId, ResourceProperties: { DatasetArn } }) {
      const blockers = await datasetBlockers(client, DatasetArn, StackId);
      return blockers.length > 0 ? blockers.join(', ') : undefined;
    },
  };
}

/** Names are never freed, so a name holds its request; and a repeated request finds its jobs by it. */
function jobName({ RequestId, ResourceProperties }: Event, attempt: number | ''): string {
  const request = createHash('sha256').update(RequestId).digest('hex').slice(0, 8);
  return `${ResourceProperties.JobNamePrefix}-${request}-${attempt}`;
}

function hasNewContent({ RequestType, ResourceProperties, OldResourceProperties }: Event): boolean {
  if (RequestType === 'Create') return true;
  return CONTENT.some((key) => ResourceProperties[key] !== OldResourceProperties?.[key]);
}

function isUnreadable({ status, failureReason = '' }: ImportJob): boolean {
  return status === CREATE_FAILED && failureReason.includes('Insufficient privileges');
}
