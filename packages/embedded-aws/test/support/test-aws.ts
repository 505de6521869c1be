import { startLocalAws, type LocalAws, type LocalAwsOptions } from '../../src/local-aws';

/** What every client of the SDK is made of. */
interface ClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly maxAttempts: number;
  readonly forcePathStyle: boolean;
}

/** The embedded AWS of the test that runs. */
export interface TestAws extends LocalAws {
  /** A client of the embedded AWS of whichever test uses it. @param more - of its configuration; it asks once by default */
  readonly client: <Client extends object>(
    Type: new (config: ClientConfig) => Client,
    more?: object,
  ) => Client;
  /** Everything that exists but the bootstrap. */
  inventory(): Promise<{ readonly type: string; readonly id: string }[]>;
  reset(): Promise<unknown>;
}

/** Stands for what `current` gives at the time of each use; it may have members of its own. */
export const standInFor = <Thing extends object>(
  current: () => Thing,
  prototype: object | null = null,
): Thing =>
  new Proxy(Object.create(prototype) as Thing, {
    get: (own, name) => {
      const thing = Object.hasOwn(own, name) ? own : current();
      const member: unknown = Reflect.get(thing, name);
      return typeof member === 'function' ? (member.bind(thing) as unknown) : member;
    },
  });

function testAws(current: () => LocalAws): TestAws {
  const own = {
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
    inventory: async () => (await fetch(`${current().endpoint}/_local/inventory`)).json() as never,
    reset: () => fetch(`${current().endpoint}/_local/reset`, { method: 'POST' }),
  };
  return Object.assign(standInFor(current), own);
}

/** An embedded AWS, new for each test of the file. */
export function awsForEach(options?: LocalAwsOptions): TestAws {
  let aws: LocalAws;
  beforeEach(async () => {
    aws = await startLocalAws(options);
  });
  afterEach(() => aws.close());
  return testAws(() => aws);
}

/** One embedded AWS for all tests of the file. */
export function awsForAll(options?: LocalAwsOptions): TestAws {
  let aws: LocalAws;
  beforeAll(async () => {
    aws = await startLocalAws(options);
  });
  afterAll(() => aws.close());
  return testAws(() => aws);
}
