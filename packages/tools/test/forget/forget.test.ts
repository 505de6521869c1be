import { Readable } from 'node:stream';
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { PersonalizeClient } from '@aws-sdk/client-personalize';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SFNClient } from '@aws-sdk/client-sfn';
import { forget, type ForgetRequest } from '../../src/forget/forget';
import { receiptText, type Receipt } from '../../src/forget/receipt';

const GROUP = 'arn:aws:personalize:eu-west-1:123456789012:dataset-group/shop';
const REQUEST: ForgetRequest = {
  stack: 'Shop',
  outputs: {
    DatasetGroupArn: GROUP,
    DataBucketName: 'data',
    ImportRoleArn: 'role',
    FreshDataStateMachineArn: 'fresh',
  },
  userIds: ['ann'],
  again: false,
};

const NOW = Date.UTC(2026, 10, 27);
const DAY_MS = 24 * 3_600_000;
const FORGET = 'dataset/forget/';

interface Job {
  readonly jobName: string;
  readonly dataDeletionJobArn: string;
  readonly creationDateTime: Date;
  status: string;
  lastUpdatedDateTime?: Date;
  numDeleted?: number;
}

/** The number of the change, counted from 1, whose request or answer is lost. */
interface Lost {
  readonly at: number;
  readonly what: 'request' | 'answer';
}

const CHANGES = ['PutObject', 'DeleteObject', 'CreateDataDeletionJob'];

/** Ends a job after an hour. */
const complete = (job: Job, numDeleted = 25): void => {
  const lastUpdatedDateTime = new Date(job.creationDateTime.getTime() + HOUR_MS);
  Object.assign(job, { status: 'COMPLETED', lastUpdatedDateTime, numDeleted });
};
const HOUR_MS = 3_600_000;

/** A Personalize and a bucket without files. The given answers replace the default ones, by command. */
function world(answers: Readonly<Record<string, unknown>> = {}, lost?: Lost) {
  const sent: string[] = [];
  const jobs: Job[] = [];
  /** Texts by key: lists of users, and what a test adds. */
  const lists = new Map<string, string>();
  const all: Record<string, (input: Record<string, string>) => unknown> = {
    PutObject: ({ Key, Body }) => void lists.set(Key, String(Body)),
    DeleteObject: ({ Key }) => void lists.delete(Key),
    GetObject: ({ Key }) => ({ Body: Readable.from([Buffer.from(lists.get(Key)!)]), ETag: '"1"' }),
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
  const send = async ({ constructor: { name }, input }: { constructor: { name: string }; input: never }) => {
    const command = name.replace(/Command$/, '');
    sent.push(command);
    const isLost =
      CHANGES.includes(command) && lost?.at === sent.filter((one) => CHANGES.includes(one)).length;
    if (isLost && lost?.what === 'request') throw new Error('The connection is lost.');
    const answer = answers[command] ?? all[command]?.(input) ?? {};
    if (answer instanceof Error || isLost)
      throw answer instanceof Error ? answer : new Error('The connection is lost.');
    return answer;
  };
  const client = { send, config: {} };
  // The SDK's paginators check the class of their client.
  const as = <Client>(of: { prototype: Client }): Client =>
    Object.assign(Object.create(of.prototype as object), client) as Client;
  return { sent, jobs, lists, answers: answers as Record<string, unknown>, as };
}

async function run(
  answers: Readonly<Record<string, unknown>> = {},
  request: Partial<ForgetRequest> = {},
  { sent, jobs, lists, as } = world(answers),
  confirmed = true,
) {
  const sdk = {
    personalize: await import('@aws-sdk/client-personalize'),
    s3: await import('@aws-sdk/client-s3'),
    sfn: await import('@aws-sdk/client-sfn'),
    cloudWatch: await import('@aws-sdk/client-cloudwatch'),
  };
  const plans: string[] = [];
  const receipt = await forget(
    {
      personalize: as<PersonalizeClient>(sdk.personalize.PersonalizeClient),
      s3: as<S3Client>(sdk.s3.S3Client),
      sfn: as<SFNClient>(sdk.sfn.SFNClient),
      cloudWatch: as<CloudWatchClient>(sdk.cloudWatch.CloudWatchClient),
      now: () => NOW + jobs.length,
      confirm: async (plan) => {
        plans.push(plan);
        return confirmed;
      },
    },
    { ...REQUEST, ...request },
  );
  return { receipt, plans, sent, jobs, lists };
}

describe('forgetting a person', () => {
  it('says what it will do, and changes nothing without a yes', async () => {
    const { receipt, plans, sent } = await run({}, {}, world(), false);
    expect(receipt).toBeUndefined();
    expect(plans).toEqual([
      `"ann" will be deleted, for good:\nno row in the data bucket has this id\n` +
        `users, interactions and events in ${GROUP}, by a data deletion job`,
    ]);
    expect(sent.filter((command) => CHANGES.includes(command))).toEqual([]);
  });

  it.each([
    ['ListExecutions', { executions: [{ name: 'run' }] }, 'an import of fresh data (run)'],
    [
      'ListRecommenders',
      { recommenders: [{ name: 'best', status: 'CREATE IN_PROGRESS' }] },
      'the recommender best',
    ],
    [
      'ListBatchInferenceJobs',
      {
        batchInferenceJobs: [
          { jobName: 'all', solutionVersionArn: 'arn:solution/ranking/1', status: 'CREATE PENDING' },
        ],
      },
      'the batch inference job all',
    ],
    [
      'ListSolutionVersions',
      { solutionVersions: [{ status: 'CREATE IN_PROGRESS' }] },
      'a training of ranking (CREATE IN_PROGRESS)',
    ],
  ])('fails before it begins while something is at work: %s', async (command, answer, what) => {
    const ListSolutions = { solutions: [{ name: 'ranking', solutionArn: 'arn:solution/ranking' }] };
    const there = world({ ListSolutions, [command]: answer });
    await expect(run({}, {}, there)).rejects.toThrow(what);
    expect(there.sent.filter((one) => CHANGES.includes(one))).toEqual([]);
  });

  it.each([
    ['begins beside a run of a deployment that waits for events', 5, true],
    ['waits for the end of one that may take files', 7, false],
  ])('%s', async (_what, minutes, begins) => {
    const startDate = new Date(NOW - minutes * 60_000);
    const executions = [{ name: 'deploy-1', stateMachineArn: 'fresh', startDate }];
    const forgetting = run({}, {}, world({ ListExecutions: { executions } }));
    if (begins) expect((await forgetting).jobs).toHaveLength(1);
    else await expect(forgetting).rejects.toThrow('an import of fresh data (deploy-1)');
  });

  it('names the job by a digest, so that no id stays in a name that is never freed', async () => {
    const { jobs, receipt } = await run();
    expect(jobs[0].jobName).toMatch(/^forget-[0-9a-f]{16}-1795737600000$/);
    expect(receipt).toMatchObject({ isComplete: false, job: { status: 'PENDING' } });
    expect(receipt?.remains[0].remedy).toContain('repeat the command');
  });

  it('follows a job that is under way and starts none beside it, nor asks', async () => {
    const there = world();
    await run({}, {}, there);
    const { receipt, plans } = await run({}, { again: true }, there);
    expect(there.jobs.length).toBe(1);
    expect(plans.length).toBe(0);
    expect(receipt?.job?.arn).toBe(there.jobs[0].dataDeletionJobArn);
  });

  it('closes the request where the job has succeeded, and takes the next command for a new one', async () => {
    const there = world();
    await run({}, {}, there);
    complete(there.jobs[0]);
    const closed = await run({}, {}, there);
    expect(closed.receipt).toMatchObject({ isComplete: true, overlaps: [] });
    expect(closed.plans).toEqual([]);
    expect(there.jobs.length).toBe(1);
    expect(there.lists.size).toBe(0);
    expect(receiptText(closed.receipt!)).toContain('"ann" is forgotten, except for what remains below.');
    const second = await run({}, {}, there);
    expect(second.plans.length).toBe(1);
    expect(there.jobs.length).toBe(2);
    expect(second.receipt).toMatchObject({ isComplete: false, job: { status: 'PENDING' } });
    complete(there.jobs[1]);
    expect((await run({}, {}, there)).receipt).toMatchObject({
      isComplete: true,
      job: { arn: there.jobs[1].dataDeletionJobArn },
    });
    expect(there.jobs.length).toBe(2);
  });

  it.each([1, 2, 3, 4].flatMap((at) => (['request', 'answer'] as const).map((what) => ({ at, what }))))(
    'does the rest wherever it is broken off: the $what of change $at is lost',
    async (lost) => {
      const there = world({}, lost);
      const FILE = 'dataset/training_user.csv';
      there.lists.set(FILE, 'USER_ID\nann\nbob\n');
      const receipts: Receipt[] = [];
      while (!receipts.at(-1)?.isComplete && receipts.length < 6) {
        receipts.push((await run({}, {}, there)).receipt!);
        for (const job of there.jobs) if (job.status === 'PENDING') complete(job);
      }
      expect(receipts.filter(({ problem }) => problem !== undefined).length).toBe(1);
      expect(receipts.at(-1)).toMatchObject({ isComplete: true, rowsRemoved: [] });
      expect([...there.lists]).toEqual([[FILE, 'USER_ID\nbob\n']]);
    },
  );

  it('starts another job before the request is closed where asked', async () => {
    const there = world();
    await run({}, {}, there);
    complete(there.jobs[0]);
    await run({}, { again: true }, there);
    expect(there.jobs.length).toBe(2);
    expect([...there.lists.keys()]).toEqual([`${FORGET}${there.jobs[1].jobName}.csv`]);
  });

  it('deletes the list that a command has left which was broken off before its job', async () => {
    const there = world({
      CreateDataDeletionJob: new Error('The network is gone.'),
      DeleteObject: new Error('Gone.'),
    });
    expect((await run({}, {}, there)).receipt?.problem).toContain('The network is gone.');
    expect(there.lists.size).toBe(1);
    delete there.answers.CreateDataDeletionJob;
    delete there.answers.DeleteObject;
    // The name contains the time, which is later now.
    await run({}, {}, there);
    expect([...there.lists.keys()]).toEqual([`${FORGET}${there.jobs[0].jobName}.csv`]);
  });

  it('is not complete while a list that names the person is there', async () => {
    const there = world();
    await run({}, {}, there);
    complete(there.jobs[0]);
    there.answers.DeleteObject = {};
    const { receipt } = await run({}, {}, there);
    expect(receipt?.isComplete).toBe(false);
    expect(receipt?.problem).toContain('which names the person, is still there');
  });

  it('says so where nothing was found', async () => {
    const there = world();
    await run({}, {}, there);
    complete(there.jobs[0], 0);
    const { receipt } = await run({}, {}, there);
    expect(receiptText(receipt!)).toMatch(
      /^Nothing of "ann" was found: no row .* no record in Personalize. Check the id./,
    );
  });

  it('deletes an id that may be a hash both as a hash and as an id', async () => {
    const there = world();
    const userIds = ['hash', 'id'];
    const { receipt, plans } = await run({}, { userIds }, there);
    expect([...there.lists.values()]).toEqual(['USER_ID\nhash\nid\n']);
    expect(receipt).toMatchObject({ userId: 'hash', alsoAs: 'id' });
    expect(plans[0]).toContain('"hash" and "id" will be deleted');
    expect(receiptText(receipt!)).toContain('"id", as it is and as the hash "hash", is being forgotten.');
  });

  describe('is not complete, and the next command starts another job, where during the job there was', () => {
    const at = (hours: number): Date => new Date(NOW + hours * HOUR_MS);
    const times = (from: number, to: number, status = 'ACTIVE') => ({
      status,
      creationDateTime: at(from),
      lastUpdatedDateTime: at(to),
    });
    const ListDatasets = { datasets: [{ datasetArn: 'arn:dataset' }] };
    const ListSolutions = { solutions: [{ name: 'ranking', solutionArn: 'arn:solution/ranking' }] };
    const solutionVersionArn = 'arn:solution/ranking/1';
    const ListEventTrackers = { eventTrackers: [{ name: 'tracker', eventTrackerArn: 'arn:tracker' }] };
    const cases: [what: RegExp, during: object, apart: object][] = [
      [
        /the import job daily/,
        {
          ListDatasets,
          ListDatasetImportJobs: { datasetImportJobs: [{ jobName: 'daily', ...times(-0.5, 0.5) }] },
        },
        {
          ListDatasets,
          ListDatasetImportJobs: { datasetImportJobs: [{ jobName: 'daily', ...times(-2, -1) }] },
        },
      ],
      [
        /the training of the recommender best/,
        { ListRecommenders: { recommenders: [{ name: 'best', ...times(0.2, 9) }] } },
        { ListRecommenders: { recommenders: [{ name: 'best', ...times(-9, 9) }] } },
      ],
      [
        /an update of the recommender best/,
        {
          ListRecommenders: { recommenders: [{ name: 'best', ...times(-9, 0.5) }] },
          DescribeRecommender: { recommender: { latestRecommenderUpdate: times(0.4, 0.5) } },
        },
        {
          ListRecommenders: { recommenders: [{ name: 'best', ...times(-9, 3) }] },
          DescribeRecommender: { recommender: { latestRecommenderUpdate: times(2, 3) } },
        },
      ],
      [
        /a training of ranking/,
        { ListSolutions, ListSolutionVersions: { solutionVersions: [times(0.9, 3)] } },
        { ListSolutions, ListSolutionVersions: { solutionVersions: [times(1.1, 3)] } },
      ],
      [
        /the batch segment job s/,
        {
          ListSolutions,
          ListBatchSegmentJobs: { batchSegmentJobs: [{ jobName: 's', solutionVersionArn, ...times(0, 1) }] },
        },
        {
          ListSolutions,
          ListBatchSegmentJobs: {
            batchSegmentJobs: [
              { jobName: 's', solutionVersionArn: 'arn:solution/rankings/1', ...times(0, 1) },
            ],
          },
        },
      ],
      [
        /the batch inference job b/,
        {
          ListSolutions,
          ListBatchInferenceJobs: {
            batchInferenceJobs: [{ jobName: 'b', solutionVersionArn, ...times(0, 1) }],
          },
        },
        {
          ListSolutions,
          ListBatchInferenceJobs: {
            batchInferenceJobs: [{ jobName: 'b', solutionVersionArn, ...times(2, 3) }],
          },
        },
      ],
      [
        /an import of fresh data \(run\)/,
        { ListExecutions: { executions: [{ name: 'run', startDate: at(-1), stopDate: at(0.5) }] } },
        // The run has waited for the end of the job.
        { ListExecutions: { executions: [{ name: 'run', startDate: at(0.5), stopDate: at(3) }] } },
      ],
      [
        /1,200 requests with live events \(tracker\)/,
        { ListEventTrackers, GetMetricData: { MetricDataResults: [{ Values: [1000, 200] }] } },
        { ListEventTrackers, GetMetricData: { MetricDataResults: [{ Values: [] }] } },
      ],
    ];

    it.each(cases)('%s', async (what, during) => {
      const there = world();
      await run({}, {}, there);
      complete(there.jobs[0]);
      Object.assign(there.answers, during);
      const { receipt } = await run({}, {}, there);
      expect(receipt?.isComplete).toBe(false);
      expect(receipt?.overlaps).toEqual([expect.stringMatching(what)]);
      expect(receiptText(receipt!)).toMatch(
        /^"ann" is not forgotten yet: .*does not guarantee that the data is gone/,
      );
      for (const name of Object.keys(during)) delete there.answers[name];
      await run({}, {}, there);
      expect(there.jobs.length).toBe(2);
    });

    it.each(cases)('%s, but not at another time', async (_what, _during, apart) => {
      const there = world();
      await run({}, {}, there);
      complete(there.jobs[0]);
      Object.assign(there.answers, apart);
      expect((await run({}, {}, there)).receipt).toMatchObject({ isComplete: true, overlaps: [] });
    });
  });

  it('deletes the list of a job that has ended by the time it is described', async () => {
    const there = world({ DescribeDataDeletionJob: { dataDeletionJob: { status: 'COMPLETED' } } });
    const { receipt } = await run({}, {}, there);
    expect(receipt).toMatchObject({ isComplete: true });
    expect(there.lists.size).toBe(0);
  });

  it('starts another job after one that has failed', async () => {
    const there = world();
    await run({}, {}, there);
    there.jobs[0].status = 'FAILED';
    const { receipt } = await run({}, {}, there);
    expect(there.jobs.length).toBe(2);
    expect(receipt?.job?.status).toBe('PENDING');
    expect([...there.lists.keys()]).toEqual([`${FORGET}${there.jobs[1].jobName}.csv`]);
  });

  it('fails half-way with a receipt of what is done, and deletes the list that no job reads', async () => {
    const CreateDataDeletionJob = new Error('More than 5 resources with PENDING status.');
    const { receipt, lists } = await run({ CreateDataDeletionJob });
    expect(receipt?.isComplete).toBe(false);
    expect(receipt?.problem).toMatch(/^More than 5 .* repeat the command for the rest.$/);
    expect(lists.size).toBe(0);
    expect(receiptText(receipt!)).toContain('Personalize: no data deletion job was started.');
  });

  it('admits old versions, models and sources, with dates where there are some', async () => {
    const { receipt } = await run({
      GetBucketVersioning: { Status: 'Enabled' },
      ListRecommenders: { recommenders: [{ name: 'best', status: 'ACTIVE' }] },
      ListSolutions: { solutions: [{ name: 'ranking', solutionArn: 'arn:solution/ranking' }] },
      ListObjectsV2: {
        Contents: [{ Key: 'processed/run/shop.tar', LastModified: new Date(NOW - 86_400_000) }],
      },
    });
    const text = receiptText(receipt as Receipt);
    expect(text).toContain('what the models of best have learnt, until their next training');
    expect(text).toContain('what the models of ranking have learnt, former versions included');
    expect(text).toContain('earlier versions of the files in the data bucket, until 2026-12-27');
    expect(text).toMatch(/processed\/run\/shop.tar was not searched: an archive.* until 2026-12-26/);
    expect(text).toContain('take the person out of the source first');
  });
});
