import { OUR_IDS } from '@ecommerce-recommenders/shop-data/data/our-ids';
import { FORGED_PER_MINUTE } from '@ecommerce-recommenders/shop-data/contracts/functions/api';
import {
  asUser,
  bodyOf,
  events,
  HANGS,
  itemsOf,
  request,
  SESSION,
  settled,
  tokenOf,
  useClock,
  World,
} from './world';

useClock();

const FOR_YOU = '/recommendations/recommended-for-you';
const asked = (world: World): unknown[] =>
  world
    .inputs('GetRecommendations')
    .filter(({ recommenderArn }) => String(recommenderArn).endsWith('recommended-for-you'))
    .map(({ userId }) => userId);

describe('an answer about a user', () => {
  it('is given to whoever proves to be that user, and may be kept by nobody', async () => {
    const world = new World();
    const answer = await settled(world.start()(request(`${FOR_YOU}?user=ann`, asUser('ann'))));
    expect([answer.statusCode, itemsOf(answer)]).toEqual([200, ['i9', 'i10']]);
    expect(asked(world)).toEqual(['ann']);
    expect(answer.headers).toMatchObject({ 'cache-control': 'private, no-store' });
    expect(answer.headers).not.toHaveProperty('etag');
  });

  it('needs no parameter: the proof says who asks', async () => {
    const world = new World();
    await settled(world.start()(request(FOR_YOU, asUser('ann'))));
    expect(asked(world)).toEqual(['ann']);
  });

  it.each<[string, () => Readonly<Record<string, string>>]>([
    ['without a proof', () => ({})],
    ['with another’s proof', () => asUser('bob')],
    ['with a proof that has expired', () => ({ 'x-user-token': tokenOf('ann', Date.now() / 1_000) })],
    [
      'with a proof that lives too long',
      () => ({ 'x-user-token': tokenOf('ann', Date.now() / 1_000 + 25 * 3_600) }),
    ],
    ['with a proof by another key', () => ({ 'x-user-token': tokenOf('ann', undefined, 'theirs') })],
    ['with a proof whose user was changed', () => ({ 'x-user-token': forged('bob', 'ann') })],
    ['with something that is no proof', () => ({ 'x-user-token': 'ann' })],
    ['with a proof of JSON null', () => ({ 'x-user-token': `bnVsbA.${'A'.repeat(43)}` })],
    [
      'with a JWT where no authorizer has looked at it',
      () => ({ authorization: 'Bearer e30.eyJzdWIiOiJhbm4ifQ.x' }),
    ],
  ])('is refused %s', async (_what, headers) => {
    const world = new World();
    const answer = await settled(world.start()(request(`${FOR_YOU}?user=ann`, headers())));
    expect(answer.statusCode).toBe(403);
    expect(asked(world)).toEqual([]);
    expect(bodyOf(answer)).not.toHaveProperty('items');
  });

  it('is not given to a session that calls itself like a user', async () => {
    const world = new World();
    const handler = world.start();
    await settled(handler(request(`${FOR_YOU}?session=${SESSION}`)));
    expect(asked(world)).toEqual([`anonymous:${SESSION}`]);
    const answer = await settled(handler(request(FOR_YOU, asUser(`anonymous:${SESSION}`))));
    expect(answer.statusCode).toBe(403);
  });

  it('is given below /user to the claim that the authorizer has checked, and to nobody else', async () => {
    const world = new World();
    const handler = world.start({ claim: 'sub' });
    const signedIn = (
      claims: Record<string, unknown>,
      path = `/user${FOR_YOU}`,
    ): ReturnType<typeof request> => ({
      ...request(path),
      routeKey: 'GET /user/recommendations/{useCase}',
      pathParameters: { useCase: 'recommended-for-you' },
      requestContext: { authorizer: { jwt: { claims } } },
    });
    expect((await settled(handler(signedIn({ sub: 'ann' })))).statusCode).toBe(200);
    expect(asked(world)).toEqual(['ann']);
    expect((await settled(handler(signedIn({ sub: 'ann' }, `/user${FOR_YOU}?user=bob`)))).statusCode).toBe(
      403,
    );
    expect((await settled(handler(signedIn({ email: 'ann' })))).statusCode).toBe(403);
    const open = { ...signedIn({ sub: 'ann' }), routeKey: 'GET /recommendations/{useCase}' };
    await settled(handler(open));
    expect(asked(world)).toEqual(['ann', OUR_IDS.nobody]);
  });
});

describe('a proof', () => {
  it('is verified by KMS once, until it expires', async () => {
    const world = new World();
    const handler = world.start();
    const headers = { 'x-user-token': tokenOf('ann', Date.now() / 1_000 + 60) };
    for (let at = 0; at < 3; at++) await settled(handler(request(FOR_YOU, headers)));
    expect(world.inputs('VerifyMac')).toHaveLength(1);
    jest.setSystemTime(Date.now() + 60_000);
    expect((await settled(handler(request(FOR_YOU, headers)))).statusCode).toBe(403);
  });

  it('is waited for longer at first, when the connection to KMS is opened', async () => {
    const world = new World();
    const handler = world.start();
    world.kmsMs = 500;
    const view = { session: SESSION, events: [{ type: 'View', itemId: 'i1' }] };
    expect((await settled(handler(events(view, asUser('ann'))))).statusCode).toBe(202);
    expect((await settled(handler(events(view, asUser('bob'))))).statusCode).toBe(503);
  });

  it('that is forged costs one request to KMS a minute', async () => {
    const world = new World();
    const handler = world.start();
    const headers = { 'x-user-token': tokenOf('ann', undefined, 'theirs') };
    for (let at = 0; at < 3; at++) await settled(handler(request(FOR_YOU, headers)));
    expect(world.inputs('VerifyMac')).toHaveLength(1);
  });

  it('that is forged, each time another one, costs a few requests to KMS a minute, and genuine ones none of these', async () => {
    const world = new World();
    const handler = world.start();
    const statusOf = async (token: string): Promise<number> =>
      (await settled(handler(request(FOR_YOU, { 'x-user-token': token })))).statusCode;
    for (let at = 0; at < 100; at++) expect(await statusOf(tokenOf(`genuine-${at}`))).toBe(200);
    expect(asked(world)).toHaveLength(100);
    for (let at = 0; at < 500; at++) await statusOf(tokenOf(`user-${at}`, undefined, 'theirs'));
    expect(world.inputs('VerifyMac')).toHaveLength(100 + FORGED_PER_MINUTE);
    // Whoever KMS has verified before stays proven; others are nobody for now, and their events are to be sent again.
    expect(await statusOf(tokenOf('genuine-7'))).toBe(200);
    expect(asked(world).at(-1)).toBe('genuine-7');
    const late = { 'x-user-token': tokenOf('late') };
    expect(await statusOf(late['x-user-token'])).toBe(200);
    expect(asked(world)).not.toContain('late');
    const view = { session: SESSION, events: [{ type: 'View', itemId: 'i1' }] };
    expect((await settled(handler(events(view, late)))).statusCode).toBe(503);
    jest.setSystemTime(Date.now() + 2_000);
    expect(await statusOf(late['x-user-token'])).toBe(200);
    expect(asked(world).at(-1)).toBe('late');
  });

  it.each([HANGS, 'KMSInternalException'])(
    'that KMS does not check (%s) proves nothing, and the shelf is there',
    async (failure) => {
      const world = new World();
      world.kmsFailure = failure;
      const answer = await settled(world.start()(request(`${FOR_YOU}?user=ann`, asUser('ann'))));
      expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'private, no-store']);
      expect(asked(world)).toEqual([OUR_IDS.nobody]);
    },
  );
});

it('logs nothing of a request', async () => {
  const world = new World();
  world.behaviours['recommended-for-you'] = 'InvalidInputException';
  await settled(world.start()(request(`${FOR_YOU}?user=ann-the-user&item=i8`, asUser('ann-the-user'))));
  expect(world.log.length).toBeGreaterThan(1);
  expect(JSON.stringify(world.log)).not.toMatch(/ann-the-user|i8|secret words/);
});

/** A token of one user with the name of another. */
function forged(by: string, user: string): string {
  const [, mac] = tokenOf(by).split('.');
  const [message] = tokenOf(user).split('.');
  return `${message}.${mac}`;
}
