import { Lambda } from '@aws-sdk/client-lambda';
import { createAdminRole } from '../admin-role';
import type { LocalAwsOptions } from '../../src/local-aws';
import { awsForEach, type TestAws } from '../support/test-aws';

/** An embedded AWS with a role for functions, new for each test of the file, and a client that asks once. */
export function lambdaAccount(options?: LocalAwsOptions): { readonly aws: TestAws; readonly client: Lambda } {
  const aws = awsForEach(options);
  beforeEach(() => createAdminRole(aws.endpoint));
  return { aws, client: aws.client(Lambda) };
}
