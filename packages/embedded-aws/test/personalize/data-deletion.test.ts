import {
  CreateDataDeletionJobCommand,
  CreateEventTrackerCommand,
  type DataDeletionJob,
  DescribeDataDeletionJobCommand,
  DescribeEventTrackerCommand,
  ListDataDeletionJobsCommand,
} from '@aws-sdk/client-personalize';

import { GetRecommendationsCommand } from '@aws-sdk/client-personalize-runtime';
import { createDataset, createGroup, IMPORT_ROLE, runJob, settle, train } from './support/shop';
import { startPersonalize } from './support/start-personalize';
import { refused } from '../support/refused';
import { runningFor } from '../support/running';

const LOCATION = 's3://data/forget.csv';

/** 50 users view an item of their own and `common`, 1 of them an item that nobody else knows. */
const interactions = (users = 50): string =>
  [
    'USER_ID,ITEM_ID,EVENT_TYPE,TIMESTAMP',
    ...Array.from({ length: 25 * users }, (_, n) =>
      [`user-${n % users}`, n % users === 7 ? 'secret' : 'common', 'View', 1_600_000_000 + n].join(),
    ),
    '',
  ].join('\n');

describe('a data deletion job', () => {
  const aws = runningFor('each test', startPersonalize);
  let group: string;
  let jobs = 0;

  beforeEach(async () => {
    group = await createGroup(aws);
    const dataset = await createDataset(aws, group, 'INTERACTIONS');
    aws.files.set('data/file.csv', interactions());
    await runJob(aws, dataset, 's3://data/file.csv', 'job');
  });

  const create = async (jobName = `forget-${++jobs}`): Promise<string> => {
    const request = { jobName, datasetGroupArn: group, roleArn: IMPORT_ROLE };
    const command = new CreateDataDeletionJobCommand({ ...request, dataSource: { dataLocation: LOCATION } });
    return (await aws.personalize.send(command)).dataDeletionJobArn!;
  };
  const described = async (dataDeletionJobArn: string): Promise<DataDeletionJob> =>
    (await aws.personalize.describeDataDeletionJob({ dataDeletionJobArn })).dataDeletionJob!;
  const deleting = async (...userIds: string[]): Promise<DataDeletionJob> => {
    aws.files.set('data/forget.csv', ['USER_ID', ...userIds, ''].join('\n'));
    const arn = await create();
    await settle(aws, async () => (await described(arn)).status);
    return described(arn);
  };
  const mostViewed = async (name: string): Promise<string[]> => {
    const { arn, failureReason } = await train(aws, group, 'most-viewed');
    if (failureReason !== undefined) throw new Error(`${name}: ${failureReason}`);
    return asked(arn);
  };
  const asked = async (recommenderArn: string): Promise<string[]> => {
    const request = new GetRecommendationsCommand({ recommenderArn, userId: 'u' });
    return ((await aws.runtime.send(request)).itemList ?? []).map(({ itemId }) => itemId!);
  };

  it('takes the user’s interactions and nobody else’s, and says how many (PERSONALIZE-101)', async () => {
    await expect(deleting('user-7', 'user', 'nobody')).resolves.toMatchObject({
      status: 'COMPLETED',
      numDeleted: 25,
    });
    await expect(mostViewed('after')).resolves.toEqual(['common']);
  });

  it('leaves a trained model as it is until the next training', async () => {
    const { arn } = await train(aws, group, 'most-viewed');
    await deleting('user-7');
    await expect(asked(arn)).resolves.toEqual(['common', 'secret']);
    await aws.clock.advance(8 * 24 * 3_600_000);
    await expect(asked(arn)).resolves.toEqual(['common']);
  });

  it('takes streamed events, and those of the user’s sessions', async () => {
    const tracker = new CreateEventTrackerCommand({ name: 'tracker', datasetGroupArn: group });
    const { eventTrackerArn, trackingId } = await aws.personalize.send(tracker);
    const describeTracker = new DescribeEventTrackerCommand({ eventTrackerArn });
    await settle(aws, async () => (await aws.personalize.send(describeTracker)).eventTracker?.status);
    const put = (userId: string | undefined, sessionId: string, itemId: string): Promise<unknown> => {
      const eventList = [{ eventType: 'View', itemId, sentAt: new Date(1_700_000_000_000) }];
      return aws.events.putEvents({ trackingId, userId, sessionId, eventList });
    };
    await put(undefined, 'session', 'before-login');
    await put('user-7', 'session', 'after-login');
    await put('user-70', 'other', 'theirs');
    await expect(deleting('user-7')).resolves.toMatchObject({ numDeleted: 27 });
    await expect(mostViewed('after')).resolves.toEqual(['common', 'theirs']);
  });

  it('does not keep an import that ends later from bringing the user back (PERSONALIZE-102)', async () => {
    await deleting('user-7');
    await runJob(
      aws,
      group.replace('dataset-group', 'dataset') + '/INTERACTIONS',
      's3://data/file.csv',
      'again',
    );
    await expect(mostViewed('after')).resolves.toEqual(['common', 'secret']);
  });

  it.each([
    [
      'has another column',
      'USER_ID,X\nuser-7,1\n',
      /single column USER_ID. See s3:\/\/data\/forget.csv, line 1/,
    ],
    ['is not CSV', 'USER_ID\n"user-7\n', /line 2: has a quote that is never closed/],
    ['is not there', undefined, /^Insufficient privileges for accessing data in Amazon S3.$/],
  ])('fails where its file %s, and changes nothing (PERSONALIZE-100)', async (_what, file, reason) => {
    aws.files.delete('data/forget.csv');
    if (file !== undefined) aws.files.set('data/forget.csv', file);
    const arn = await create();
    await settle(aws, async () => (await described(arn)).status);
    await expect(described(arn)).resolves.toMatchObject({
      status: 'FAILED',
      failureReason: expect.stringMatching(reason) as string,
    });
    await expect(mostViewed('after')).resolves.toEqual(['common', 'secret']);
  });

  it('fails under a name that was used, and as the sixth that waits; the newest are listed first', async () => {
    aws.files.set('data/forget.csv', 'USER_ID\nuser-7\n');
    await create('first');
    await refused(create('first'), 'ResourceAlreadyExistsException');
    const { dataDeletionJobs = [] } = await aws.personalize.listDataDeletionJobs({ datasetGroupArn: group });
    expect(dataDeletionJobs.map(({ jobName }) => jobName)).toEqual(['first']);
  });
});

it('an event that comes while a data deletion job is open stays (PERSONALIZE-102)', async () => {
  const aws = await startPersonalize('realistic');
  const group = await createGroup(aws);
  const dataset = await createDataset(aws, group, 'INTERACTIONS');
  aws.files.set('data/file.csv', interactions());
  await runJob(aws, dataset, 's3://data/file.csv', 'job');
  const tracker = new CreateEventTrackerCommand({ name: 'tracker', datasetGroupArn: group });
  const { eventTrackerArn, trackingId } = await aws.personalize.send(tracker);
  const describeTracker = new DescribeEventTrackerCommand({ eventTrackerArn });
  await settle(aws, async () => (await aws.personalize.send(describeTracker)).eventTracker?.status);
  const put = (sessionId: string, eventId: string): Promise<unknown> => {
    const event = { eventId, eventType: 'View', itemId: eventId, sentAt: new Date(1_700_000_000_000) };
    return aws.events.putEvents({ trackingId, userId: 'user-7', sessionId, eventList: [event] });
  };
  const job = async (jobName: string): Promise<DataDeletionJob> => {
    const request = { jobName, datasetGroupArn: group, roleArn: IMPORT_ROLE };
    const command = new CreateDataDeletionJobCommand({ ...request, dataSource: { dataLocation: LOCATION } });
    const { dataDeletionJobArn } = await aws.personalize.send(command);
    const describeJob = new DescribeDataDeletionJobCommand({ dataDeletionJobArn });
    if (jobName === 'first') await put('session', 'during');
    await settle(aws, async () => (await aws.personalize.send(describeJob)).dataDeletionJob?.status);
    return (await aws.personalize.send(describeJob)).dataDeletionJob!;
  };
  aws.files.set('data/forget.csv', 'USER_ID\nuser-7\n');
  await put('session', 'before');
  await expect(job('first')).resolves.toMatchObject({ numDeleted: 26 });
  await expect(job('second')).resolves.toMatchObject({ numDeleted: 1 });
  await aws.close();
});

it('a group has five data deletion jobs PENDING at most, and lists the newest first', async () => {
  const aws = await startPersonalize('realistic');
  const datasetGroupArn = await createGroup(aws);
  const create = (jobName: string): Promise<unknown> =>
    aws.personalize.createDataDeletionJob({
      jobName,
      datasetGroupArn,
      roleArn: IMPORT_ROLE,
      dataSource: { dataLocation: LOCATION },
    });
  for (const name of ['b', 'a', 'e', 'c', 'd']) {
    await create(name);
    await aws.clock.advance(1000);
  }
  await refused(create('f'), 'LimitExceededException');
  const names: (string | undefined)[] = [];
  let nextToken: string | undefined;
  do {
    const list = new ListDataDeletionJobsCommand({ datasetGroupArn, maxResults: 2, nextToken });
    const page = await aws.personalize.send(list);
    names.push(...(page.dataDeletionJobs ?? []).map(({ jobName }) => jobName));
    ({ nextToken } = page);
  } while (nextToken !== undefined);
  expect(names).toEqual(['d', 'c', 'e', 'a', 'b']);
  await aws.close();
});
