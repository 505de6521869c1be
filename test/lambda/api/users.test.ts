import { OUR_IDS } from '@ecommerce-recommenders/shop-data/data/our-ids';
import { FORGED_PER_MINUTE } from '@ecommerce-recommenders/shop-data/contracts/functions/api';
import {
  as,
  asUser,
  bodyOf,
  events,
  HANGS,
  itemsOf,
  pass,
  request,
  SESSION,
  tokenOf,
  useWorld,
} from './world';

const world = useWorld();

const FOR_YOU = '/recommendations/recommended-for-you';
const VIEW = { session: SESSION, events: [{ type: 'View', itemId: 'i1' }] };

const asked = (): unknown[] => world.askedOf('recommended-for-you').map(({ userId }) => userId);

describe('an answer about a user', () => {
  it('is given to whoever proves to be that user, and may be kept by nobody', async () => {
    const answer = await world.start()(`${FOR_YOU}?user=ann`, asUser('ann'));
    expect([answer.statusCode, itemsOf(answer)]).toEqual([200, ['i9', 'i10']]);
    expect(answer.headers).toMatchObject({ 'cache-control': 'private, no-store' });
    expect(answer.headers).not.toHaveProperty('etag');
    // The proof says who asks, without the parameter as well.
    await world.start()(FOR_YOU, asUser('bob'));
    expect(asked()).toEqual(['ann', 'bob']);
  });

  it.each<[string, () => Readonly<Record<string, string>>]>([
    ['without a proof', () => ({})],
    ['with another’s proof', () => asUser('bob')],
    ['with a proof that has expired', () => as(tokenOf('ann', Date.now() / 1_000))],
    ['with a proof that lives too long', () => as(tokenOf('ann', Date.now() / 1_000 + 25 * 3_600))],
    ['with a proof by another key', () => asUser('ann', 'theirs')],
    ['with a proof whose user was changed', () => as(forged('bob', 'ann'))],
    ['with something that is no proof', () => as('ann')],
    ['with a proof of JSON null', () => as(`bnVsbA.${'A'.repeat(43)}`)],
    ['with a JWT that no authorizer has seen', () => ({ authorization: 'Bearer e30.eyJzdWIiOiJhbm4ifQ.x' })],
  ])('is refused %s', async (_what, headers) => {
    const answer = await world.ask(`${FOR_YOU}?user=ann`, headers());
    expect([answer.statusCode, asked()]).toEqual([403, []]);
    expect(bodyOf(answer)).not.toHaveProperty('items');
  });

  it('is not given to a session that calls itself like a user', async () => {
    await world.ask(`${FOR_YOU}?session=${SESSION}`);
    expect(asked()).toEqual([`anonymous:${SESSION}`]);
    expect((await world.ask(FOR_YOU, asUser(`anonymous:${SESSION}`))).statusCode).toBe(403);
  });

  it('is given below /user to the claim that the authorizer has checked, and to nobody else', async () => {
    const ask = world.start({ claim: 'sub' });
    const signedIn = async (
      claims: Record<string, unknown>,
      query = '',
      below = '/user',
    ): Promise<number> => {
      const { statusCode } = await ask({
        ...request(`${below}${FOR_YOU}${query}`),
        routeKey: `GET ${below}/recommendations/{useCase}`,
        pathParameters: { useCase: 'recommended-for-you' },
        requestContext: { authorizer: { jwt: { claims } } },
      });
      return statusCode;
    };
    expect(await signedIn({ sub: 'ann' })).toBe(200);
    expect(await signedIn({ sub: 'ann' }, '?user=bob')).toBe(403);
    expect(await signedIn({ email: 'ann' })).toBe(403);
    await signedIn({ sub: 'ann' }, '', '');
    expect(asked()).toEqual(['ann', OUR_IDS.nobody]);
  });
});

describe('a proof', () => {
  it('is verified by KMS once, until it expires, and one that is forged once a minute', async () => {
    const headers = as(tokenOf('ann', Date.now() / 1_000 + 60));
    for (let at = 0; at < 3; at++) await world.ask(FOR_YOU, headers);
    expect(world.inputs('VerifyMac')).toHaveLength(1);
    for (let at = 0; at < 3; at++) await world.ask(FOR_YOU, asUser('ann', 'theirs'));
    expect(world.inputs('VerifyMac')).toHaveLength(2);
    pass(60);
    expect((await world.ask(FOR_YOU, headers)).statusCode).toBe(403);
  });

  it('is waited for longer at first, when the connection to KMS is opened', async () => {
    world.kmsMs = 500;
    expect((await world.ask(events(VIEW, asUser('ann')))).statusCode).toBe(202);
    expect((await world.ask(events(VIEW, asUser('bob')))).statusCode).toBe(503);
  });

  it('that is forged, each time another one, costs a few requests to KMS a minute, and genuine ones none of these', async () => {
    const statusOf = async (token: string): Promise<number> =>
      (await world.ask(FOR_YOU, as(token))).statusCode;
    for (let at = 0; at < 100; at++) expect(await statusOf(tokenOf(`genuine-${at}`))).toBe(200);
    expect(asked()).toHaveLength(100);
    for (let at = 0; at < 500; at++) await statusOf(tokenOf(`user-${at}`, undefined, 'theirs'));
    expect(world.inputs('VerifyMac')).toHaveLength(100 + FORGED_PER_MINUTE);
    // Whoever KMS has verified before stays proven; others are nobody for now, and their events are to be sent again.
    expect(await statusOf(tokenOf('genuine-7'))).toBe(200);
    expect(asked().at(-1)).toBe('genuine-7');
    const late = tokenOf('late');
    expect(await statusOf(late)).toBe(200);
    expect(asked()).not.toContain('late');
    expect((await world.ask(events(VIEW, as(late)))).statusCode).toBe(503);
    pass(2);
    expect(await statusOf(late)).toBe(200);
    expect(asked().at(-1)).toBe('late');
  });

  it.each([HANGS, 'KMSInternalException'])('that KMS does not check (%s) proves nothing', async (failure) => {
    world.kmsFailure = failure;
    const answer = await world.ask(`${FOR_YOU}?user=ann`, asUser('ann'));
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'private, no-store']);
    expect(asked()).toEqual([OUR_IDS.nobody]);
  });
});

it('logs nothing of a request', async () => {
  world.behaviours['recommended-for-you'] = 'InvalidInputException';
  await world.ask(`${FOR_YOU}?user=ann-the-user&item=i8`, asUser('ann-the-user'));
  expect(world.log.length).toBeGreaterThan(1);
  expect(JSON.stringify(world.log)).not.toMatch(/ann-the-user|i8|secret words/);
});

/** A token of one user with the name of another. */
function forged(by: string, user: string): string {
  const [, mac] = tokenOf(by).split('.');
  const [message] = tokenOf(user).split('.');
  return `${message}.${mac}`;
}
