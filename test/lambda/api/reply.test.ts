import { openApiDocument } from '@ecommerce-recommenders/shop-data/contracts/api/openapi';
import zlib, { gunzipSync } from 'node:zlib';
import { bodyOf, events, pass, request, useWorld } from './world';

const world = useWorld();

const BEST = '/recommendations/best-sellers';

describe('an answer without a user', () => {
  it('may be kept for a minute, and is not sent again to whoever has it, also by HEAD, until its items are others', async () => {
    const { headers } = await world.ask(BEST);
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=60',
      etag: expect.stringMatching(/^W\/"[\w-]{22}"$/) as unknown,
      vary: expect.stringContaining('X-User-Token') as unknown,
    });
    expect(await world.ask(request(BEST, {}, 'HEAD'))).toEqual({ statusCode: 200, headers });
    const again = await world.ask(BEST, { 'if-none-match': `"x", ${headers.etag}` });
    expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, undefined, headers.etag]);
    world.behaviours['best-sellers'] = ['i5'];
    pass(60);
    expect((await world.ask(BEST, { 'if-none-match': headers.etag })).statusCode).toBe(200);
  });

  it('is kept by the visitor’s own browser alone where an experiment may change it', async () => {
    const answer = await world.ask(`${BEST}?visitor=7`);
    expect(answer.headers['cache-control']).toBe('private, max-age=60');
  });
});

describe('a long answer', () => {
  it.each([
    [undefined, undefined],
    ['identity', undefined],
    ['gzip', 'gzip'],
    ['gzip, deflate, br', 'br'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['BR', 'br'],
    ['brotli', undefined],
  ])('for accept-encoding %s is packed as %s', async (accepted, encoding) => {
    const headers: Record<string, string> = accepted === undefined ? {} : { 'accept-encoding': accepted };
    const answer = await world.ask('/openapi.json', headers);
    expect(answer.headers['content-encoding']).toBe(encoding);
  });

  it('is the same when unpacked', async () => {
    const gzip = await world.ask('/openapi.json', { 'accept-encoding': 'gzip' });
    const unpacked = gunzipSync(Buffer.from(gzip.body!, 'base64')).toString();
    expect(JSON.parse(unpacked)).toEqual(openApiDocument());
    expect(bodyOf(await world.ask('/openapi.json', { 'accept-encoding': 'br' }))).toEqual(openApiDocument());
  });
});

describe('the work of packing', () => {
  it.each([
    ['once for an answer for many', `${BEST}?num=19`, 1],
    ['once for a document', '/openapi.json', 1],
    ['for each answer of one visitor, which is not kept', `${BEST}?num=19&session=session-of-visitor-1`, 2],
  ])('is done %s', async (_what, path, times) => {
    world.behaviours['best-sellers'] = Array.from({ length: 20 }, (_, at) => `i${at}`);
    const pack = jest.spyOn(zlib, 'brotliCompressSync');
    const [first, second] = [
      await world.ask(path, { 'accept-encoding': 'br' }),
      await world.ask(path, { 'accept-encoding': 'br' }),
    ];
    expect(second.headers).toEqual(first.headers);
    expect(pack).toHaveBeenCalledTimes(times);
    pack.mockRestore();
  });
});

describe.each(['/recommended-items.js', '/ranked-items.js'])('the script %s', (path) => {
  it('may be kept for ever by its hash, and for an hour without or by another', async () => {
    const { etag } = (await world.ask(path)).headers;
    for (const [query, kept] of [
      [`?v=${/"(.*)"/.exec(etag)![1]}`, 'public, max-age=31536000, immutable'],
      ['?v=of-another-release', 'public, max-age=3600'],
      ['', 'public, max-age=3600'],
    ])
      expect((await world.ask(`${path}${query}`)).headers).toMatchObject({
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': kept,
      });
  });
});

it('a route that is not in the table is refused', async () => {
  const answer = await world.ask('/admin');
  const message: unknown = expect.stringContaining('Unknown route GET /admin');
  expect([answer.statusCode, bodyOf(answer).message]).toEqual([404, message]);
});

it('a bug is an answer in JSON, and a line of the log that repeats nothing of the request', async () => {
  const broken = { ...events('ann'), body: { user: 'ann' } as unknown as string };
  const answer = await world.start()(broken);
  const message = 'Internal error. The log of the function has the details.';
  expect([answer.statusCode, bodyOf(answer).message]).toEqual([500, message]);
  world.expectLogged({ message: 'bug', reason: 'TypeError' });
  expect(JSON.stringify(world.log)).not.toContain('ann');
});
