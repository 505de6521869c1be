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
  return standInFor(() => current!);
}

/** A client of the AWS that runs when the client is used. */
export function clientOf<C extends object>(
  aws: { readonly endpoint: string },
  Client: new (config: object) => C,
  config: object = {},
): C {
  let made: { readonly endpoint: string; readonly client: C } | undefined;
  return standInFor(() => {
    const { endpoint } = aws;
    if (made?.endpoint !== endpoint)
      made = { endpoint, client: new Client({ endpoint, maxAttempts: 1, ...config }) };
    return made.client;
  }, Client.prototype as object);
}
