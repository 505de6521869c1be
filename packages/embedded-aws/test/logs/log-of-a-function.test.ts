import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { Lambda } from '@aws-sdk/client-lambda';
import { startLocalAws } from '../../src/local-aws';
import { call, deploy } from '../lambda/deployed-function';
import { createAdminRole } from '../admin-role';
import { clientOf, runningFor } from '../support/running';

describe('the log of a function', () => {
  const aws = runningFor('each test', startLocalAws);
  const lambda = clientOf(aws, Lambda);
  const logs = clientOf(aws, CloudWatchLogs);

  beforeEach(async () => {
    await createAdminRole(aws.endpoint);
  });

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
