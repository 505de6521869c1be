/** Stands in for an object that is made later, or for one after another. */
const standIn = <T extends object>(current: () => T): T =>
  new Proxy({} as T, {
    get: (_, name) => {
      const value: unknown = Reflect.get(current(), name);
      return typeof value === 'function' ? (value.bind(current()) as unknown) : value;
    },
    getPrototypeOf: () => Reflect.getPrototypeOf(current()),
  });

/** What runs for each test, or for all of them, and is closed after it. */
export function runningFor<T extends { close(): Promise<void> }>(
  scope: 'each test' | 'all tests',
  start: () => Promise<T>,
): T {
  let current: T | undefined;
  const [before, after] = scope === 'each test' ? [beforeEach, afterEach] : [beforeAll, afterAll];
  before(async () => {
    current = await start();
  });
  after(() => current?.close());
  return standIn(() => current!);
}

/** A client of the AWS that runs when the client is used. */
export function clientOf<C extends object>(
  aws: { readonly endpoint: string },
  Client: new (config: object) => C,
  config: object = {},
): C {
  let made: { readonly endpoint: string; readonly client: C } | undefined;
  return standIn(() => {
    const { endpoint } = aws;
    if (made?.endpoint !== endpoint)
      made = { endpoint, client: new Client({ endpoint, maxAttempts: 1, ...config }) };
    return made.client;
  });
}
