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
  userId: 'ann',
  again: false,
};

/** A Personalize and a bucket without files, with these answers instead, by command. */
function world(answers: Readonly<Record<string, unknown>> = {}) {
  const sent: string[] = [];
  const jobs: { jobName: string; dataDeletionJobArn: string; status: string; creationDateTime: Date }[] = [];
  const all: Record<string, (input: Record<string, string>) => unknown> = {
    ListDataDeletionJobs: () => ({ dataDeletionJobs: jobs }),
    CreateDataDeletionJob: ({ jobName }) => {
      const dataDeletionJobArn = `arn:job/${jobName}`;
      jobs.push({ jobName, dataDeletionJobArn, status: 'PENDING', creationDateTime: new Date(jobs.length) });
      return { dataDeletionJobArn };
    },
    DescribeDataDeletionJob: ({ dataDeletionJobArn }) => ({
      dataDeletionJob: jobs.find((job) => job.dataDeletionJobArn === dataDeletionJobArn),
    }),
  };
  const send = async ({ constructor: { name }, input }: { constructor: { name: string }; input: never }) => {
    const command = name.replace(/Command$/, '');
    sent.push(command);
    const answer = answers[command] ?? all[command]?.(input) ?? {};
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const client = { send, config: {} };
  // The paginators of the SDK check the class of their client.
  const as = <Client>(of: { prototype: Client }): Client =>
    Object.assign(Object.create(of.prototype as object), client) as Client;
  return { sent, jobs, as };
}

const NOW = Date.UTC(2026, 10, 27);

async function run(
  answers: Readonly<Record<string, unknown>> = {},
  request: Partial<ForgetRequest> = {},
  { sent, jobs, as } = world(answers),
  confirmed = true,
) {
  const sdk = {
    personalize: await import('@aws-sdk/client-personalize'),
    s3: await import('@aws-sdk/client-s3'),
    sfn: await import('@aws-sdk/client-sfn'),
  };
  const plans: string[] = [];
  const receipt = await forget(
    {
      personalize: as<PersonalizeClient>(sdk.personalize.PersonalizeClient),
      s3: as<S3Client>(sdk.s3.S3Client),
      sfn: as<SFNClient>(sdk.sfn.SFNClient),
      now: () => NOW + jobs.length,
      confirm: async (plan) => {
        plans.push(plan);
        return confirmed;
      },
    },
    { ...REQUEST, ...request },
  );
  return { receipt, plans, sent, jobs };
}

const CHANGES = ['PutObject', 'DeleteObject', 'CreateDataDeletionJob'];

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

  it('leaves a job that has succeeded, deletes its list, and starts another only where asked', async () => {
    const there = world();
    await run({}, {}, there);
    there.jobs[0].status = 'COMPLETED';
    const { receipt } = await run({}, {}, there);
    expect(receipt).toMatchObject({ isComplete: true });
    expect(there.sent.filter((one) => one === 'DeleteObject').length).toBe(1);
    expect(there.jobs.length).toBe(1);
    await run({}, { again: true }, there);
    expect(there.jobs.length).toBe(2);
  });

  it('deletes the list of a job that has ended by the time it is described', async () => {
    const there = world({ DescribeDataDeletionJob: { dataDeletionJob: { status: 'COMPLETED' } } });
    const { receipt } = await run({}, {}, there);
    expect(receipt).toMatchObject({ isComplete: true });
    expect(there.sent.slice(there.sent.indexOf('CreateDataDeletionJob'))).toContain('DeleteObject');
  });

  it('starts another job after one that has failed', async () => {
    const there = world();
    await run({}, {}, there);
    there.jobs[0].status = 'FAILED';
    const { receipt } = await run({}, {}, there);
    expect(there.jobs.length).toBe(2);
    expect(receipt?.job?.status).toBe('PENDING');
    expect(there.sent.filter((one) => one === 'DeleteObject').length).toBe(1);
  });

  it('fails half-way with a receipt of what is done, and deletes the list that no job reads', async () => {
    const CreateDataDeletionJob = new Error('More than 5 resources with PENDING status.');
    const { receipt, sent } = await run({ CreateDataDeletionJob });
    expect(receipt?.isComplete).toBe(false);
    expect(receipt?.problem).toMatch(/^More than 5 .* repeat the command for the rest.$/);
    expect(sent).toContain('DeleteObject');
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
