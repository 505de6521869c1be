import { openApiDocument } from '@ecommerce-recommenders/shop-data/contracts/api/openapi';
import zlib, { gunzipSync } from 'node:zlib';
import { bodyOf, events, request, settled, useClock, World } from './world';

useClock();

const BEST = '/recommendations/best-sellers';

describe('an answer without a user', () => {
  it('may be kept for a minute, and is not sent again to whoever has it', async () => {
    const handler = new World().start();
    const first = await settled(handler(request(BEST)));
    expect(first.headers).toMatchObject({
      'cache-control': 'public, max-age=60',
      etag: expect.stringMatching(/^W\/"[\w-]{22}"$/) as unknown,
      vary: expect.stringContaining('X-User-Token') as unknown,
    });
    const again = await settled(handler(request(BEST, { 'if-none-match': `"x", ${first.headers.etag}` })));
    expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, undefined, first.headers.etag]);
  });

  it('has another ETag once its items are others', async () => {
    const world = new World();
    const handler = world.start();
    const { headers } = await settled(handler(request(BEST)));
    world.behaviours['best-sellers'] = ['i5'];
    jest.setSystemTime(Date.now() + 60_000);
    expect((await settled(handler(request(BEST, { 'if-none-match': headers.etag })))).statusCode).toBe(200);
  });

  it('is kept by the visitor’s own browser alone where an experiment may change it', async () => {
    const answer = await settled(new World().start()(request(`${BEST}?visitor=7`)));
    expect(answer.headers['cache-control']).toBe('private, max-age=60');
  });

  it('to HEAD has the same headers, and no body', async () => {
    const handler = new World().start();
    const get = await settled(handler(request(BEST)));
    const head = await settled(handler(request(BEST, {}, 'HEAD')));
    expect(head).toEqual({ statusCode: 200, headers: get.headers });
  });
});

describe('a long answer', () => {
  const encodingFor = async (accepted?: string): Promise<string | undefined> => {
    const headers: Record<string, string> = accepted === undefined ? {} : { 'accept-encoding': accepted };
    const answer = await settled(new World().start()(request('/openapi.json', headers)));
    return answer.headers['content-encoding'];
  };

  it.each([
    [undefined, undefined],
    ['identity', undefined],
    ['gzip', 'gzip'],
    ['gzip, deflate, br', 'br'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['BR', 'br'],
    ['brotli', undefined],
  ])('for accept-encoding %s is packed as %s', async (accepted, encoding) => {
    expect(await encodingFor(accepted)).toBe(encoding);
  });

  it('is the same when unpacked', async () => {
    const handler = new World().start();
    const gzip = await settled(handler(request('/openapi.json', { 'accept-encoding': 'gzip' })));
    const document = JSON.parse(gunzipSync(Buffer.from(gzip.body!, 'base64')).toString()) as unknown;
    expect(document).toEqual(openApiDocument());
    expect(bodyOf(await settled(handler(request('/openapi.json', { 'accept-encoding': 'br' }))))).toEqual(
      document,
    );
  });
});

describe('the work of packing', () => {
  const timesPacked = async (
    path: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<number> => {
    const world = new World();
    world.behaviours['best-sellers'] = Array.from({ length: 20 }, (_, at) => `i${at}`);
    const handler = world.start();
    const pack = jest.spyOn(zlib, 'brotliCompressSync');
    const ask = (): ReturnType<typeof handler> =>
      settled(handler(request(path, { 'accept-encoding': 'br', ...headers })));
    const [first, second] = [await ask(), await ask()];
    expect(second.headers).toEqual(first.headers);
    const { length } = pack.mock.calls;
    pack.mockRestore();
    return length;
  };

  it('is done once for an answer for many', async () => {
    expect(await timesPacked(`${BEST}?num=19`)).toBe(1);
    expect(await timesPacked('/openapi.json')).toBe(1);
  });

  it('is done for each answer of one visitor, which is not kept', async () => {
    expect(await timesPacked(`${BEST}?num=19&session=session-of-visitor-1`)).toBe(2);
  });
});

describe.each(['/recommended-items.js', '/ranked-items.js'])('the script %s', (path) => {
  it('may be kept for ever by its hash, and for an hour without or by another', async () => {
    const handler = new World().start();
    const kept = async (query: string): Promise<string> => {
      const answer = await settled(handler(request(`${path}${query}`)));
      expect(answer.headers['content-type']).toBe('text/javascript; charset=utf-8');
      return answer.headers['cache-control'];
    };
    const { headers } = await settled(handler(request(path)));
    const [, hash] = /"(.*)"/.exec(headers.etag)!;
    expect(await kept(`?v=${hash}`)).toBe('public, max-age=31536000, immutable');
    expect(await kept('?v=of-another-release')).toBe('public, max-age=3600');
    expect(await kept('')).toBe('public, max-age=3600');
  });
});

it('a route that is not in the table is refused', async () => {
  const answer = await settled(new World().start()(request('/admin')));
  expect([answer.statusCode, bodyOf(answer).message]).toEqual([
    404,
    expect.stringContaining('Unknown route GET /admin'),
  ]);
});

it('a bug is an answer in JSON, and a line of the log that repeats nothing of the request', async () => {
  const world = new World();
  const broken = { ...events('ann'), body: { user: 'ann' } as unknown as string };
  const answer = await settled(world.start()(broken));
  expect([answer.statusCode, bodyOf(answer).message]).toEqual([
    500,
    'Internal error. The log of the function has the details.',
  ]);
  expect(world.log).toContainEqual(expect.objectContaining({ message: 'bug', reason: 'TypeError' }));
  expect(JSON.stringify(world.log)).not.toContain('ann');
});
