import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { Lambda } from '@aws-sdk/client-lambda';
import { startLocalAws, type LocalAws } from '../../src/local-aws';
import { call, deploy } from '../lambda/deployed-function';
import { createAdminRole } from '../admin-role';

describe('the log of a function', () => {
  let aws: LocalAws;
  let lambda: Lambda;
  let logs: CloudWatchLogs;

  beforeEach(async () => {
    aws = await startLocalAws();
    await createAdminRole(aws.endpoint);
    lambda = new Lambda({ endpoint: aws.endpoint, maxAttempts: 1 });
    logs = new CloudWatchLogs({ endpoint: aws.endpoint, maxAttempts: 1 });
  });

  afterEach(() => aws.close());

  it('is in a group and a stream that Lambda makes on first use', async () => {
    await deploy(lambda, `exports.handler = async () => { console.log('trained', 4); };`);
    await call(lambda);
    const logGroupName = '/aws/lambda/example';
    const { events } = await logs.filterLogEvents({ logGroupName });
    expect(events!.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^START RequestId/),
      expect.stringMatching(/INFO\ttrained 4$/),
      expect.stringMatching(/^END RequestId/),
      expect.stringMatching(/^REPORT RequestId/),
    ]);
    expect(new Set(events!.map(({ logStreamName }) => logStreamName)).size).toBe(1);
  });
});
