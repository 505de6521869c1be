import { Lambda } from '@aws-sdk/client-lambda';
import { startLocalAws, type LocalAws } from '../../src/local-aws';
import { createAdminRole } from '../admin-role';

/** What a test of functions works with. */
export interface LambdaAccount {
  readonly aws: LocalAws;
  /** Asks once. */
  readonly client: Lambda;
}

/** An embedded AWS with a role for functions, new for each test of the file. */
export function lambdaAccount(): LambdaAccount {
  const account = {} as { aws: LocalAws; client: Lambda };
  beforeEach(async () => {
    account.aws = await startLocalAws();
    await createAdminRole(account.aws.endpoint);
    account.client = new Lambda({ endpoint: account.aws.endpoint, maxAttempts: 1 });
  });
  afterEach(() => account.aws.close());
  return account;
}
