import { startLocalAws, type LocalAws, type LocalAwsOptions } from '../../src/local-aws';
import { standInFor } from './running';

/** What every client of the SDK is made of. */
interface ClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly maxAttempts: number;
  readonly forcePathStyle: boolean;
}

/** The embedded AWS of the test that runs. */
export type TestAws = ReturnType<typeof testAws>;

function testAws(current: () => LocalAws) {
  const own = {
    /** A client of the embedded AWS of whichever test uses it. @param more - of its configuration; it asks once by default */
    client: <Client extends object>(
      Type: new (config: ClientConfig) => Client,
      more: object = {},
    ): Client => {
      const made = new Map<LocalAws, Client>();
      const clientOfNow = (): Client => {
        const { endpoint } = current();
        const config = { endpoint, region: 'us-east-1', maxAttempts: 1, forcePathStyle: true, ...more };
        const client = made.get(current()) ?? new Type(config);
        made.set(current(), client);
        return client;
      };
      return standInFor(clientOfNow, Type.prototype as object);
    },
    /** Everything that exists but the bootstrap. */
    inventory: async () =>
      (await fetch(`${current().endpoint}/_local/inventory`)).json() as Promise<
        { type: string; id: string }[]
      >,
    reset: () => fetch(`${current().endpoint}/_local/reset`, { method: 'POST' }),
  };
  return Object.assign(standInFor(current), own);
}

function awsFor(before: typeof beforeEach, after: typeof afterEach, options?: LocalAwsOptions): TestAws {
  let aws: LocalAws;
  before(async () => {
    aws = await startLocalAws(options);
  });
  after(() => aws.close());
  return testAws(() => aws);
}

/** An embedded AWS, new for each test of the file. */
export const awsForEach = (options?: LocalAwsOptions): TestAws => awsFor(beforeEach, afterEach, options);

/** One embedded AWS for all tests of the file. */
export const awsForAll = (options?: LocalAwsOptions): TestAws => awsFor(beforeAll, afterAll, options);
