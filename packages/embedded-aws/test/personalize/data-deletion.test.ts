import type { DataDeletionJob } from '@aws-sdk/client-personalize';
import { refused } from '../support/refused';
import { runningFor } from '../support/running';
import { createGroup, fillGroup, idsOf, IMPORT_ROLE, runJob, settle, train } from './support/shop';
import { startPersonalize } from './support/start-personalize';
import { createTracker } from './support/stream';

/** 50 users view an item of their own and `common`, 1 of them an item that nobody else knows. */
const INTERACTIONS = [
  'USER_ID,ITEM_ID,EVENT_TYPE,TIMESTAMP',
  ...Array.from({ length: 1_250 }, (_, n) =>
    [`user-${n % 50}`, n % 50 === 7 ? 'secret' : 'common', 'View', 1_600_000_000 + n].join(),
  ),
  '',
].join('\n');

const aws = runningFor('each test', () => startPersonalize('realistic'));
let group: string;
let jobs = 0;

const create = async (jobName = `forget-${++jobs}`): Promise<string> => {
  const dataSource = { dataLocation: 's3://data/forget.csv' };
  const job = { jobName, datasetGroupArn: group, roleArn: IMPORT_ROLE, dataSource };
  return (await aws.personalize.createDataDeletionJob(job)).dataDeletionJobArn!;
};
const described = async (dataDeletionJobArn: string): Promise<DataDeletionJob> =>
  (await aws.personalize.describeDataDeletionJob({ dataDeletionJobArn })).dataDeletionJob!;
const outcomeOf = async (arn: string): Promise<DataDeletionJob> => {
  await settle(aws, async () => (await described(arn)).status);
  return described(arn);
};
const deleting = async (...userIds: string[]): Promise<DataDeletionJob> => {
  aws.files.set('data/forget.csv', ['USER_ID', ...userIds, ''].join('\n'));
  return outcomeOf(await create());
};
const mostViewed = async (): Promise<string[]> => idsOf(aws, (await train(aws, group, 'most-viewed')).arn);
const view = (trackingId: string, userId: string | undefined, sessionId: string, itemId: string) =>
  aws.events.putEvents({
    trackingId,
    userId,
    sessionId,
    eventList: [{ eventId: itemId, eventType: 'View', itemId, sentAt: new Date(1_700_000_000_000) }],
  });

describe('a data deletion job', () => {
  beforeEach(async () => {
    ({ group } = await fillGroup(aws, { INTERACTIONS }));
  });

  it('takes the user’s interactions and nobody else’s, says how many, and leaves a model until the next training (PERSONALIZE-101)', async () => {
    const { arn } = await train(aws, group, 'most-viewed');
    expect(await deleting('user-7', 'user', 'nobody')).toMatchObject({ status: 'COMPLETED', numDeleted: 25 });
    expect(await idsOf(aws, arn)).toEqual(['common', 'secret']);
    await aws.clock.advance(8 * 24 * 3_600_000);
    expect(await idsOf(aws, arn)).toEqual(['common']);
  });

  it('takes streamed events, and those of the user’s sessions, but none that comes while it is open (PERSONALIZE-102)', async () => {
    const trackingId = await createTracker(aws, group);
    await view(trackingId, undefined, 'session', 'before-login');
    await view(trackingId, 'user-7', 'session', 'after-login');
    await view(trackingId, 'user-70', 'other', 'theirs');
    aws.files.set('data/forget.csv', 'USER_ID\nuser-7\n');
    const first = await create();
    await view(trackingId, 'user-7', 'session', 'during');
    expect(await outcomeOf(first)).toMatchObject({ numDeleted: 27 });
    expect(await deleting('user-7')).toMatchObject({ numDeleted: 1 });
    expect(await mostViewed()).toEqual(['common', 'theirs']);
  });

  it('does not keep an import that ends later from bringing the user back (PERSONALIZE-102)', async () => {
    await deleting('user-7');
    const dataset = `${group.replace('dataset-group', 'dataset')}/INTERACTIONS`;
    await runJob(aws, dataset, 's3://data/interactions.csv', 'again');
    expect(await mostViewed()).toEqual(['common', 'secret']);
  });

  it.each([
    ['has another column', 'USER_ID,X\nuser-7,1\n', /column USER_ID. See s3:\/\/data\/forget.csv, line 1/],
    ['is not CSV', 'USER_ID\n"user-7\n', /line 2: has a quote that is never closed/],
    ['is not there', undefined, /^Insufficient privileges for accessing data in Amazon S3.$/],
  ])('fails where its file %s, and changes nothing (PERSONALIZE-100)', async (_what, file, reason) => {
    if (file !== undefined) aws.files.set('data/forget.csv', file);
    expect(await outcomeOf(await create())).toMatchObject({
      status: 'FAILED',
      failureReason: expect.stringMatching(reason) as string,
    });
    expect(await mostViewed()).toEqual(['common', 'secret']);
  });
});

it('a group has five data deletion jobs PENDING at most, each of its own name, and lists the newest first', async () => {
  group = await createGroup(aws);
  for (const name of ['b', 'a', 'e', 'c', 'd']) {
    await create(name);
    await aws.clock.advance(1000);
  }
  await refused(create('a'), 'ResourceAlreadyExistsException');
  await refused(create('f'), 'LimitExceededException');
  const { dataDeletionJobs } = await aws.personalize.listDataDeletionJobs({ datasetGroupArn: group });
  expect(dataDeletionJobs!.map(({ jobName }) => jobName)).toEqual(['d', 'c', 'e', 'a', 'b']);
});
