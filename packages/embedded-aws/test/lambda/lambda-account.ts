import { Lambda, type CreateFunctionCommandInput } from '@aws-sdk/client-lambda';
import { createAdminRole } from '../admin-role';
import type { LocalAwsOptions } from '../../src/local-aws';
import { awsForEach } from '../support/test-aws';
import { call, deploy } from './deployed-function';

/** An embedded AWS with a role for functions, new for each test of the file, and what its tests do with functions. */
export function lambdaAccount(options?: LocalAwsOptions) {
  const aws = awsForEach(options);
  beforeEach(() => createAdminRole(aws.endpoint));
  const client = aws.client(Lambda);
  return {
    aws,
    client,
    deploy: (code: string | Record<string, string>, more?: Partial<CreateFunctionCommandInput>) =>
      deploy(client, code, more),
    call: (payload?: unknown, name?: string) => call(client, payload, name),
  };
}
