import {
  CloudWatchLogs,
  paginateDescribeLogGroups,
  paginateDescribeLogStreams,
  type DescribeLogGroupsCommandInput,
  type DescribeLogStreamsCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { KMS } from '@aws-sdk/client-kms';
import { refused } from '../support/refused';
import { awsForEach } from '../support/test-aws';

const DAY_MS = 24 * 60 * 60 * 1_000;
const ARN = 'arn:aws:logs:us-east-1:123456789012:log-group:';
const ACCOUNT = { Principal: { AWS: 'arn:aws:iam::123456789012:root' }, Action: 'kms:*' };

const aws = awsForEach();
const client = aws.client(CloudWatchLogs);
const kms = aws.client(KMS);

const createGroups = async (...names: string[]): Promise<void> => {
  for (const logGroupName of names) await client.createLogGroup({ logGroupName });
};

/** The names on each page. Paginators mutate their input, hence the copy. */
async function groupPages(input: DescribeLogGroupsCommandInput): Promise<(string | undefined)[][]> {
  const pages = [];
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, { ...input }))
    pages.push(logGroups.map(({ logGroupName }) => logGroupName));
  return pages;
}

async function streamPages(input: DescribeLogStreamsCommandInput): Promise<(string | undefined)[][]> {
  const pages = [];
  for await (const { logStreams = [] } of paginateDescribeLogStreams({ client }, { ...input }))
    pages.push(logStreams.map(({ logStreamName }) => logStreamName));
  return pages;
}

describe('a log group', () => {
  it('is described as it was created, in its region alone, and is in the inventory until it is deleted', async () => {
    await createGroups('/shop/training');
    const { logGroups } = await client.describeLogGroups({});
    expect(logGroups).toEqual([
      {
        logGroupName: '/shop/training',
        logGroupArn: `${ARN}/shop/training`,
        arn: `${ARN}/shop/training:*`,
        creationTime: expect.any(Number) as number,
        metricFilterCount: 0,
        storedBytes: 0,
        logGroupClass: 'STANDARD',
      },
    ]);
    const elsewhere = aws.client(CloudWatchLogs, { region: 'eu-west-1' });
    expect((await elsewhere.describeLogGroups({})).logGroups).toEqual([]);
    expect(JSON.stringify(await aws.inventory())).toContain('/shop/training');
    await client.deleteLogGroup({ logGroupName: '/shop/training' });
    expect(JSON.stringify(await aws.inventory())).not.toContain('/shop/training');
  });

  it('fails to be deleted twice, or created with what is not built (LOGS-1)', async () => {
    await createGroups('twice');
    const remove = () => client.deleteLogGroup({ logGroupName: 'twice' });
    await remove();
    await refused(remove(), 'ResourceNotFoundException', 'The specified log group does not exist.');
    await refused(createGroups('with space'), 'InvalidParameterException', "'logGroupName'");
    const kept = { logGroupName: 'kept', deletionProtectionEnabled: true };
    await expect(client.createLogGroup(kept)).rejects.toThrow(/deletionProtectionEnabled/);
  });

  it('is listed page by page in the order of the names', async () => {
    await createGroups('/b/two', '/a', '/b/one');
    expect(await groupPages({ limit: 2 })).toEqual([['/a', '/b/one'], ['/b/two']]);
    expect(await groupPages({ logGroupNamePrefix: '/b' })).toEqual([['/b/one', '/b/two']]);
    expect(await groupPages({ logGroupNamePattern: 'wo' })).toEqual([['/b/two']]);
    expect(await groupPages({ logGroupIdentifiers: ['/a', `${ARN}/b/one`] })).toEqual([['/a', '/b/one']]);
    await refused(groupPages({ nextToken: 'made-up' }), 'InvalidParameterException');
  });

  it('has tags, which change one by one', async () => {
    const logGroupName = 'tagged';
    const tagsOf = async (resourceArn: string): Promise<unknown> =>
      (await client.listTagsForResource({ resourceArn })).tags;
    await client.createLogGroup({ logGroupName, tags: { shop: 'retail', team: 'a' } });
    const resourceArn = ARN + logGroupName;
    await client.tagResource({ resourceArn, tags: { team: 'b', stage: 'dev' } });
    await client.untagResource({ resourceArn, tagKeys: ['shop', 'absent'] });
    expect(await tagsOf(resourceArn)).toEqual({ team: 'b', stage: 'dev' });
    expect(await tagsOf(`${resourceArn}:*`)).toEqual({ team: 'b', stage: 'dev' });
    await refused(tagsOf(logGroupName), 'InvalidParameterException');
    await refused(tagsOf(`${ARN}absent`), 'ResourceNotFoundException');
    const many = Object.fromEntries(Array.from({ length: 49 }, (_, at) => [`key-${at}`, '']));
    await refused(client.tagResource({ resourceArn, tags: many }), 'TooManyTagsException');
  });
});

describe('the retention of a log group', () => {
  const logGroupName = 'kept';

  async function put(message: string): Promise<void> {
    const logEvents = [{ timestamp: Math.floor(aws.clock.now()), message }];
    await client.putLogEvents({ logGroupName, logStreamName: 'one', logEvents });
  }

  const described = async (): Promise<unknown> => (await client.describeLogGroups({})).logGroups?.[0];

  beforeEach(async () => {
    await createGroups(logGroupName);
    await client.createLogStream({ logGroupName, logStreamName: 'one' });
  });

  it('ends the events that are older, until it is taken away', async () => {
    await client.putRetentionPolicy({ logGroupName, retentionInDays: 3 });
    await put('first');
    await aws.clock.advance(2 * DAY_MS);
    await put('second');
    expect(await described()).toMatchObject({ retentionInDays: 3, storedBytes: 'firstsecond'.length + 52 });
    await aws.clock.advance(2 * DAY_MS);
    expect(await described()).toMatchObject({ storedBytes: 'second'.length + 26 });
    await client.deleteRetentionPolicy({ logGroupName });
    await aws.clock.advance(4_000 * DAY_MS);
    expect(await described()).toMatchObject({ storedBytes: 'second'.length + 26 });
    expect(await described()).not.toHaveProperty('retentionInDays');
  });

  it('fails to be a number of days that AWS does not offer', async () => {
    const four = client.putRetentionPolicy({ logGroupName, retentionInDays: 4 });
    await refused(four, 'InvalidParameterException', '3653');
  });
});

describe('a log stream', () => {
  const logGroupName = 'group';

  beforeEach(async () => {
    await createGroups(logGroupName);
    for (const logStreamName of ['b/[$LATEST]1', 'a', 'b/[$LATEST]0'])
      await client.createLogStream({ logGroupName, logStreamName });
  });

  const put = (logStreamName: string, ...times: number[]) => {
    const logEvents = times.map((timestamp) => ({ timestamp, message: 'here' }));
    return client.putLogEvents({ logGroupName, logStreamName, logEvents });
  };

  it('is described with the times of its events', async () => {
    const timestamp = Math.floor(aws.clock.now()) - 5_000;
    await put('a', timestamp, timestamp + 1_000);
    const stream = { logGroupIdentifier: ARN + logGroupName, logStreamNamePrefix: 'a' };
    expect((await client.describeLogStreams(stream)).logStreams).toEqual([
      {
        logStreamName: 'a',
        arn: `${ARN}group:log-stream:a`,
        creationTime: expect.any(Number) as number,
        firstEventTimestamp: timestamp,
        lastEventTimestamp: timestamp + 1_000,
        lastIngestionTime: expect.any(Number) as number,
        storedBytes: 0,
      },
    ]);
  });

  it('is listed page by page by name or by last event, in both directions', async () => {
    const timestamp = Math.floor(aws.clock.now());
    const [a, b0, b1] = ['a', 'b/[$LATEST]0', 'b/[$LATEST]1'];
    await put(b0, timestamp);
    await put(a, timestamp + 1);
    expect(await streamPages({ logGroupName, limit: 2 })).toEqual([[a, b0], [b1]]);
    expect(await streamPages({ logGroupName, limit: 2, descending: true })).toEqual([[b1, b0], [a]]);
    expect(await streamPages({ logGroupName, logStreamNamePrefix: 'b/' })).toEqual([[b0, b1]]);
    const byTime = { logGroupName, orderBy: 'LastEventTime', limit: 2 } as const;
    expect(await streamPages(byTime)).toEqual([[b1, b0], [a]]);
    expect(await streamPages({ ...byTime, descending: true })).toEqual([[a, b0], [b1]]);
    await expect(streamPages({ ...byTime, logStreamNamePrefix: 'b' })).rejects.toThrow(/LastEventTime/);
  });

  it('fails to be created in a group that is not there or with a colon, and to be looked for in no group or two', async () => {
    const create = (group: string, logStreamName: string): Promise<unknown> =>
      client.createLogStream({ logGroupName: group, logStreamName });
    await refused(create('absent', 'a'), 'ResourceNotFoundException');
    await refused(create(logGroupName, 'a:b'), 'InvalidParameterException');
    for (const groups of [{}, { logGroupName, logGroupIdentifier: logGroupName }])
      await expect(streamPages(groups)).rejects.toThrow(/Exactly one of/);
  });
});

/** Lets CloudWatch Logs use a key for the groups of a pattern. */
const forGroups = (pattern: string): object => ({
  Principal: { Service: 'logs.us-east-1.amazonaws.com' },
  Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey*'],
  Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `${ARN}${pattern}` } },
});

/** The ARN of a new key. */
async function keyWith(...statements: object[]): Promise<string> {
  const Statement = [ACCOUNT, ...statements].map((one) => ({ Effect: 'Allow', Resource: '*', ...one }));
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
  const { KeyMetadata } = await kms.createKey({ Policy });
  return KeyMetadata!.Arn!;
}

const keysOfGroups = async (): Promise<(string | undefined)[]> =>
  (await client.describeLogGroups({})).logGroups!.map(({ kmsKeyId }) => kmsKeyId);

describe('the key of a log group', () => {
  it('is given at its creation or later, described, and taken', async () => {
    const kmsKeyId = await keyWith(forGroups('Shop-*'));
    await client.createLogGroup({ logGroupName: 'Shop-A', kmsKeyId });
    await client.createLogGroup({ logGroupName: 'Shop-B' });
    expect(await keysOfGroups()).toEqual([kmsKeyId, undefined]);
    await client.associateKmsKey({ logGroupName: 'Shop-B', kmsKeyId });
    await client.disassociateKmsKey({ logGroupName: 'Shop-A' });
    expect(await keysOfGroups()).toEqual([undefined, kmsKeyId]);
  });

  it.each([
    ['that admits other groups', [forGroups('Books-*')]],
    ['that does not admit CloudWatch Logs', []],
  ])('fails where it has a policy %s', async (_what, statements) => {
    const kmsKeyId = await keyWith(...statements);
    const create = client.createLogGroup({ logGroupName: 'Shop-Logs', kmsKeyId });
    const text = `is not allowed to be used with Arn '${ARN}Shop-Logs'`;
    await refused(create, 'InvalidParameterException', text);
    expect(await keysOfGroups()).toEqual([]);
  });

  it('fails where there is none', async () => {
    await client.createLogGroup({ logGroupName: 'Shop-Logs' });
    const kmsKeyId = 'arn:aws:kms:us-east-1:123456789012:key/none';
    const associate = client.associateKmsKey({ logGroupName: 'Shop-Logs', kmsKeyId });
    await expect(associate).rejects.toThrow('The specified KMS key does not exist');
    expect(await keysOfGroups()).toEqual([undefined]);
  });
});
