import { Lambda } from '@aws-sdk/client-lambda';
import { startLocalAws } from '../../src/local-aws';
import { createAdminRole } from '../admin-role';
import { deploy } from './deployed-function';

it('the account settings answer the concurrency of the region, and what its functions take', async () => {
  const aws = await startLocalAws({ functions: 'inline', concurrency: 12 });
  await createAdminRole(aws.endpoint);
  const lambda = new Lambda({ endpoint: aws.endpoint, maxAttempts: 1 });
  await deploy(lambda, 'exports.handler = async () => {};');
  const { AccountLimit, AccountUsage } = await lambda.getAccountSettings({});
  expect(AccountLimit).toMatchObject({ ConcurrentExecutions: 12, UnreservedConcurrentExecutions: 12 });
  expect(AccountUsage?.FunctionCount).toBe(1);
  expect(AccountUsage?.TotalCodeSize).toBeGreaterThan(0);
  await aws.close();
});
