import { onAnything, onMember } from '../../../authorization/permission';
import { AwsError } from '../../../aws-error';
import { parseDataLocation } from '../data/import-files';
import { deleteUsers } from '../data/delete-users';
import { requireActive } from '../errors';
import { startTransition } from '../lifecycle';
import { pageOf } from '../page';
import { creation, passToPersonalize, personalizeAction } from '../personalize-action';
import { describe, summarize } from '../resource';
import { alreadyExists } from '../resource-collection';
import type { PersonalizeStore } from '../personalize-store';
import { DATA_DELETION_JOB, type DataDeletionJob } from '../resource-kinds';
import { ARN, DATA_SOURCE, NAME, PAGING, ROLE_ARN, TAGS } from '../shapes';
import { setTags } from '../tags';

const MAX_PENDING = 5;

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_CreateDataDeletionJob.html */
export const createDataDeletionJob = personalizeAction({
  input: {
    jobName: { ...NAME, required: true },
    datasetGroupArn: { ...ARN, required: true },
    dataSource: DATA_SOURCE,
    roleArn: { ...ROLE_ARN, required: true },
    tags: TAGS,
  },
  permissions: (input, store) => {
    const created = store.arnOf(`data-deletion-job/${input.jobName}`);
    return [
      ...creation('personalize:CreateDataDeletionJob', [input.datasetGroupArn], created, input),
      ...passToPersonalize(input.roleArn),
    ];
  },
  run: ({ jobName, datasetGroupArn, dataSource, roleArn, tags }, store) => {
    parseDataLocation(dataSource.dataLocation);
    requireActive(store.datasetGroups.mustGet(datasetGroupArn));
    const resource = store.newResource(`data-deletion-job/${jobName}`, setTags(new Map(), tags));
    if (store.usedDeletionJobArns.has(resource.arn)) throw alreadyExists(resource.arn);
    const pending = store.dataDeletionJobs.list({ datasetGroupArn, status: 'PENDING' });
    if (pending.length >= MAX_PENDING)
      throw new AwsError(
        'LimitExceededException',
        `The dataset group ${datasetGroupArn} has ${MAX_PENDING} data deletion jobs with PENDING status.`,
      );
    const job: DataDeletionJob = { ...resource, jobName, datasetGroupArn, dataSource, roleArn };
    store.usedDeletionJobArns.add(store.dataDeletionJobs.add(job).arn);
    const receivedBefore = receivedEvents(datasetGroupArn, store);
    startTransition(
      job,
      {
        pending: 'PENDING',
        inProgress: 'IN_PROGRESS',
        failed: 'FAILED',
        work: () => deleteUsers(job, store, receivedBefore),
        end: () => 'COMPLETED',
      },
      store.platform.latency.create.dataDeletionJob,
      store.platform,
    );
    return { dataDeletionJobArn: job.arn };
  },
});

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_DescribeDataDeletionJob.html */
export const describeDataDeletionJob = personalizeAction({
  input: { dataDeletionJobArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DescribeDataDeletionJob', 'dataDeletionJobArn'),
  run: ({ dataDeletionJobArn }, store) => ({
    dataDeletionJob: describe(DATA_DELETION_JOB, store.dataDeletionJobs.mustGet(dataDeletionJobArn)),
  }),
});

/** Newest first. @see https://docs.aws.amazon.com/personalize/latest/dg/API_ListDataDeletionJobs.html */
export const listDataDeletionJobs = personalizeAction({
  input: { datasetGroupArn: ARN, ...PAGING },
  permissions: onAnything('personalize:ListDataDeletionJobs'),
  run: ({ datasetGroupArn, ...paging }, store) => {
    store.datasetGroups.requireListable(datasetGroupArn);
    const jobs = store.dataDeletionJobs
      .list({ datasetGroupArn })
      .map((job) => ({ arn: newestFirst(job), job }));
    const { items, nextToken } = pageOf(`ListDataDeletionJobs ${datasetGroupArn ?? ''}`, jobs, paging);
    return { dataDeletionJobs: items.map(({ job }) => summarize(DATA_DELETION_JOB, job)), nextToken };
  },
});

/** Number of events that were streamed to a dataset group so far. */
const receivedEvents = (datasetGroupArn: string, store: PersonalizeStore): number =>
  store.datasets.list({ datasetGroupArn }).reduce((sum, { events }) => sum + (events?.received ?? 0), 0);

/** Pages are in ascending order of a text. */
const newestFirst = ({ arn, creationDateTime }: DataDeletionJob): string =>
  `${String(Number.MAX_SAFE_INTEGER - Math.round(1000 * creationDateTime)).padStart(16, '0')} ${arn}`;
