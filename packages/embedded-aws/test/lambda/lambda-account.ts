import { Lambda, type CreateFunctionCommandInput } from '@aws-sdk/client-lambda';
import { createAdminRole } from '../admin-role';
import type { LocalAwsOptions } from '../../src/local-aws';
import { awsForEach, type TestAws } from '../support/test-aws';
import { call, deploy } from './deployed-function';

/** An embedded AWS with a role for functions, and what its tests do with functions. */
export interface LambdaAccount {
  readonly aws: TestAws;
  readonly client: Lambda;
  readonly deploy: (
    code: string | Record<string, string>,
    options?: Partial<CreateFunctionCommandInput>,
  ) => Promise<string>;
  readonly call: (payload?: unknown, name?: string) => ReturnType<typeof call>;
}

/** One that is new for each test of the file. */
export function lambdaAccount(options?: LocalAwsOptions): LambdaAccount {
  const aws = awsForEach(options);
  beforeEach(() => createAdminRole(aws.endpoint));
  const client = aws.client(Lambda);
  return {
    aws,
    client,
    deploy: (code, more) => deploy(client, code, more),
    call: (payload, name) => call(client, payload, name),
  };
}
