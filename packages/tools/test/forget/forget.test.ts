import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { PersonalizeClient, type DataDeletionJob } from '@aws-sdk/client-personalize';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { forget, type ForgetRequest } from '../../src/forget/forget';
import { receiptText, type Receipt } from '../../src/forget/receipt';
import { bodyOf, fakeClient } from '../support/fake-client';

const GROUP = 'arn:aws:personalize:eu-west-1:123456789012:dataset-group/shop';
const REQUEST: ForgetRequest = {
  stack: 'Shop',
  outputs: { DatasetGroupArn: GROUP, DataBucketName: 'data', FreshDataStateMachineArn: 'fresh' },
  userIds: ['ann'],
  again: false,
};

const NOW = Date.UTC(2026, 10, 27);
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const complete = (job: DataDeletionJob): void => {
  const lastUpdatedDateTime = new Date(job.creationDateTime!.getTime() + HOUR_MS);
  Object.assign(job, { status: 'COMPLETED', lastUpdatedDateTime, numDeleted: 25 });
};

/**
 * A Personalize and a bucket without files. The given answers replace the default ones, by command.
 *
 * @param lost - the change, counted from 1, whose request or answer is lost
 */
function world(given: Record<string, unknown> = {}, lost?: { at: number; what: 'request' | 'answer' }) {
  const changes: string[] = [];
  const jobs: DataDeletionJob[] = [];
  /** Texts by key: lists of users, and what a test adds. */
  const lists = new Map<string, string>();
  const plans: string[] = [];
  const all: Record<string, (input: Record<string, string>) => unknown> = {
    PutObject: ({ Key, Body }) => void lists.set(Key, String(Body)),
    DeleteObject: ({ Key }) => void lists.delete(Key),
    GetObject: ({ Key }) => ({ Body: bodyOf(lists.get(Key)), ETag: '"1"' }),
    ListObjectsV2: ({ Prefix }) => ({
      Contents: [...lists.keys()].filter((key) => key.startsWith(Prefix)).map((Key) => ({ Key })),
    }),
    ListDataDeletionJobs: () => ({ dataDeletionJobs: jobs }),
    CreateDataDeletionJob: ({ jobName }) => {
      const dataDeletionJobArn = `arn:job/${jobName}`;
      const creationDateTime = new Date(NOW + jobs.length * DAY_MS);
      jobs.push({ jobName, dataDeletionJobArn, status: 'PENDING', creationDateTime });
      return { dataDeletionJobArn };
    },
    DescribeDataDeletionJob: ({ dataDeletionJobArn }) => ({
      dataDeletionJob: jobs.find((job) => job.dataDeletionJobArn === dataDeletionJobArn),
    }),
  };
  for (const name of ['PutObject', 'DeleteObject', 'CreateDataDeletionJob']) {
    const change = all[name];
    all[name] = (input) => {
      const isLost = changes.push(name) === lost?.at;
      if (isLost && lost?.what === 'request') throw new Error('The connection is lost.');
      const answer = change(input);
      if (isLost) throw new Error('The connection is lost.');
      return answer;
    };
  }
  // What a test deletes of these is again the default.
  const answers = Object.assign(Object.create(all) as typeof given, given);
  const deps = {
    ...{ personalize: fakeClient(PersonalizeClient, answers), s3: fakeClient(S3Client, answers) },
    ...{ sfn: fakeClient(SFNClient, answers), cloudWatch: fakeClient(CloudWatchClient, answers) },
    now: () => NOW + jobs.length,
  };
  const run = (request: Partial<ForgetRequest> = {}, confirmed = true): Promise<Receipt | undefined> => {
    const confirm = async (plan: string) => plans.push(plan) > 0 && confirmed;
    return forget({ ...deps, confirm }, { ...REQUEST, ...request });
  };
  return { changes, jobs, lists, plans, answers, run };
}

/** A world in which the first command has started a job, which has ended since. */
async function afterJob() {
  const there = world();
  await there.run();
  complete(there.jobs[0]);
  return there;
}
const listOf = (job: DataDeletionJob): string => `dataset/forget/${job.jobName}.csv`;

it('forgetting a person says what it will do, and changes nothing without a yes', async () => {
  const { run, plans, changes } = world();
  expect(await run({}, false)).toBeUndefined();
  expect(plans).toEqual([
    `"ann" will be deleted, for good:\nno row in the data bucket has this id\n` +
      `users, interactions and events in ${GROUP}, by a data deletion job`,
  ]);
  expect(changes).toEqual([]);
});

const ranking = { jobName: 'all', solutionVersionArn: 'arn:solution/ranking/1' };
const ListSolutions = { solutions: [{ name: 'ranking', solutionArn: 'arn:solution/ranking' }] };
const status = 'CREATE IN_PROGRESS';
it.each([
  ['an import of fresh data (run)', 'ListExecutions', { executions: [{ name: 'run' }] }],
  ['the recommender best', 'ListRecommenders', { recommenders: [{ name: 'best', status }] }],
  ['job all', 'ListBatchInferenceJobs', { batchInferenceJobs: [{ ...ranking, status: 'CREATE PENDING' }] }],
  ['a training of ranking (CREATE IN_P', 'ListSolutionVersions', { solutionVersions: [{ status }] }],
])('forgetting a person does not begin during %s', async (what, list, answer) => {
  const { run, changes } = world({ ListSolutions, [list]: answer });
  await expect(run()).rejects.toThrow(what);
  expect(changes).toEqual([]);
});

it('forgetting a person takes no row away while an import runs, also beside a job that is under way', async () => {
  const { run, lists, changes, answers } = world();
  await run();
  lists.set('dataset/training_interaction.csv', 'ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP\ni1,ann,View,1\n');
  answers.ListExecutions = { executions: [{ name: 'run' }] };
  const before = changes.length;
  await expect(run()).rejects.toThrow('an import of fresh data (run)');
  expect(changes).toHaveLength(before);
});

it.each([
  ['begins beside a run of a deployment that waits for events', 5, true],
  ['waits for the end of one that may take files', 7, false],
])('forgetting a person %s', async (_what, minutes, begins) => {
  const startDate = new Date(NOW - minutes * 60_000);
  const executions = [{ name: 'deploy-1', stateMachineArn: 'fresh', startDate }];
  const { run, jobs } = world({ ListExecutions: { executions } });
  if (!begins) await expect(run()).rejects.toThrow('an import of fresh data (deploy-1)');
  else await run();
  expect(jobs).toHaveLength(begins ? 1 : 0);
});

it('forgetting a person names the job by a digest, so that no id stays in a name that is never freed, and starts none beside it', async () => {
  const { run, jobs, plans } = world();
  const receipt = await run();
  expect(jobs[0].jobName).toMatch(/^forget-[0-9a-f]{16}-1795737600000$/);
  expect(receipt).toMatchObject({ isComplete: false, job: { status: 'PENDING' } });
  expect(receipt?.remains[0].remedy).toContain('repeat the command');
  expect(await run({ again: true })).toMatchObject({ job: { arn: jobs[0].dataDeletionJobArn } });
  expect([jobs.length, plans.length]).toEqual([1, 1]);
});

it('forgetting a person closes the request where the job has succeeded, and takes the next command for a new one', async () => {
  const { run, jobs, lists, plans } = await afterJob();
  const closed = await run();
  expect(closed).toMatchObject({ isComplete: true, overlaps: [] });
  expect([jobs.length, lists.size, plans.length]).toEqual([1, 0, 1]);
  expect(receiptText(closed!)).toContain('"ann" is forgotten, except for what remains below.');
  expect(await run()).toMatchObject({ isComplete: false, job: { status: 'PENDING' } });
  expect([jobs.length, plans.length]).toEqual([2, 2]);
  complete(jobs[1]);
  expect(await run()).toMatchObject({ isComplete: true, job: { arn: jobs[1].dataDeletionJobArn } });
  expect(jobs.length).toBe(2);
});

const LOSSES = [1, 2, 3, 4].flatMap((at) => (['request', 'answer'] as const).map((what) => ({ at, what })));
it.each(LOSSES)('forgetting a person goes on after a lost $what of change $at', async (lost) => {
  const { run, jobs, lists } = world({}, lost);
  const FILE = 'dataset/training_user.csv';
  lists.set(FILE, 'USER_ID\nann\nbob\n');
  const receipts: Receipt[] = [];
  while (!receipts.at(-1)?.isComplete && receipts.length < 6) {
    receipts.push((await run())!);
    for (const job of jobs) if (job.status === 'PENDING') complete(job);
  }
  expect(receipts.filter(({ problem }) => problem !== undefined).length).toBe(1);
  expect(receipts.at(-1)).toMatchObject({ isComplete: true, rowsRemoved: [] });
  expect([...lists]).toEqual([[FILE, 'USER_ID\nbob\n']]);
});

it.each([
  ['before the request is closed where asked', 'COMPLETED', true],
  ['after one that has failed', 'FAILED', false],
])('forgetting a person starts another job %s', async (_, status, again) => {
  const { run, jobs, lists } = await afterJob();
  Object.assign(jobs[0], { status });
  expect(await run({ again })).toMatchObject({ job: { status: 'PENDING' } });
  expect(jobs.length).toBe(2);
  expect([...lists.keys()]).toEqual([listOf(jobs[1])]);
});

it('forgetting a person is not complete while a list that names the person is there', async () => {
  const { run, answers } = await afterJob();
  answers.DeleteObject = {};
  const receipt = await run();
  expect(receipt?.isComplete).toBe(false);
  expect(receipt?.problem).toContain('which names the person, is still there');
});

it('forgetting a person deletes the list of a job that has ended by the time it is described, and says where nothing was found', async () => {
  const dataDeletionJob = { status: 'COMPLETED', numDeleted: 0 };
  const { run, lists } = world({ DescribeDataDeletionJob: { dataDeletionJob } });
  const receipt = (await run())!;
  expect([receipt.isComplete, lists.size]).toEqual([true, 0]);
  expect(receiptText(receipt)).toMatch(
    /^Nothing of "ann" was found: no row .* no record in Personalize. Check the id./,
  );
});

it('forgetting a person deletes an id that may be a hash both as a hash and as an id', async () => {
  const { run, lists, plans } = world();
  const receipt = await run({ userIds: ['hash', 'id'] });
  expect([...lists.values()]).toEqual(['USER_ID\nhash\nid\n']);
  expect(receipt).toMatchObject({ userId: 'hash', alsoAs: 'id' });
  expect(plans[0]).toContain('"hash" and "id" will be deleted');
  expect(receiptText(receipt!)).toContain('"id", as it is and as the hash "hash", is being forgotten.');
});

const at = (hours: number): Date => new Date(NOW + hours * HOUR_MS);
const times = (from: number, to: number) => ({
  ...{ status: 'ACTIVE', creationDateTime: at(from), lastUpdatedDateTime: at(to) },
});
const WORLD = {
  ListSolutions,
  ListDatasets: { datasets: [{ datasetArn: 'arn:dataset' }] },
  ListEventTrackers: { eventTrackers: [{ name: 'tracker', eventTrackerArn: 'arn:tracker' }] },
};
const imported = (from: number, to: number) => ({
  ListDatasetImportJobs: { datasetImportJobs: [{ jobName: 'daily', ...times(from, to) }] },
});
const recommender = (from: number, to: number, updatedFrom?: number, updatedTo = to) => ({
  ListRecommenders: { recommenders: [{ name: 'best', ...times(from, to) }] },
  ...(updatedFrom !== undefined && {
    DescribeRecommender: { recommender: { latestRecommenderUpdate: times(updatedFrom, updatedTo) } },
  }),
});
const trained = (from: number) => ({ ListSolutionVersions: { solutionVersions: [times(from, 3)] } });
const segments = (solutionVersionArn: string) => ({
  ListBatchSegmentJobs: { batchSegmentJobs: [{ jobName: 's', solutionVersionArn, ...times(0, 1) }] },
});
const inference = (from: number, to: number) => ({
  ListBatchInferenceJobs: { batchInferenceJobs: [{ ...ranking, jobName: 'b', ...times(from, to) }] },
});
const fresh = (from: number, to: number) => ({
  ListExecutions: { executions: [{ name: 'run', startDate: at(from), stopDate: at(to) }] },
});
const events = (...Values: number[]) => ({ GetMetricData: { MetricDataResults: [{ Values }] } });
it.each<[what: RegExp, during: object, apart: object]>([
  [/the import job daily/, imported(-0.5, 0.5), imported(-2, -1)],
  [/the training of the recommender best/, recommender(0.2, 9), recommender(-9, 9)],
  [/an update of the recommender best/, recommender(-9, 0.5, 0.4), recommender(-9, 3, 2)],
  [/a training of ranking/, trained(0.9), trained(1.1)],
  [/the batch segment job s/, segments('arn:solution/ranking/1'), segments('arn:solution/rankings/1')],
  [/the batch inference job b/, inference(0, 1), inference(2, 3)],
  // The run of the other time has waited for the end of the job.
  [/an import of fresh data \(run\)/, fresh(-1, 0.5), fresh(0.5, 3)],
  [/1,200 requests with live events \(tracker\)/, events(1000, 200), events()],
])('forgetting a person starts again where there was meanwhile %s', async (what, during, apart) => {
  const { run, jobs, answers } = await afterJob();
  Object.assign(answers, { ...WORLD, ...during });
  const receipt = (await run())!;
  expect(receipt).toMatchObject({ isComplete: false, overlaps: [expect.stringMatching(what)] });
  expect(receiptText(receipt)).toMatch(
    /^"ann" is not forgotten yet: .*does not guarantee that the data is gone/,
  );
  for (const name of Object.keys(during)) delete answers[name];
  await run();
  expect(jobs.length).toBe(2);

  const other = await afterJob();
  Object.assign(other.answers, { ...WORLD, ...apart });
  expect(await other.run()).toMatchObject({ isComplete: true, overlaps: [] });
});

it('forgetting a person fails half-way with a receipt of what is done, and deletes the list that no job reads', async () => {
  const CreateDataDeletionJob = new Error('More than 5 resources with PENDING status.');
  const { run, lists } = world({ CreateDataDeletionJob });
  const receipt = (await run())!;
  expect(receipt.isComplete).toBe(false);
  expect(receipt.problem).toMatch(/^More than 5 .* repeat the command for the rest.$/);
  expect(lists.size).toBe(0);
  expect(receiptText(receipt)).toContain('Personalize: no data deletion job was started.');
});

it('forgetting a person admits old versions, models and sources, with dates where there are some', async () => {
  const archive = { Key: 'processed/run/shop.tar', LastModified: new Date(NOW - DAY_MS) };
  const { run } = world({
    GetBucketVersioning: { Status: 'Enabled' },
    ListRecommenders: { recommenders: [{ name: 'best', status: 'ACTIVE' }] },
    ListSolutions,
    ListObjectsV2: { Contents: [archive] },
  });
  const text = receiptText((await run())!);
  expect(text).toContain('what the models of best have learnt, until their next training');
  expect(text).toContain('what the models of ranking have learnt, former versions included');
  expect(text).toContain('earlier versions of the files in the data bucket, until 2026-12-27');
  expect(text).toMatch(/processed\/run\/shop.tar was not searched: an archive.* until 2026-12-26/);
  expect(text).toContain('take the person out of the source first');
});
