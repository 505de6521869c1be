import { GUEST_EVENTS_PER_DAY, GUESTS_KEY } from '@ecommerce-recommenders/shop-data/contracts/functions/api';
import { OUR_IDS } from '@ecommerce-recommenders/shop-data/data/our-ids';
import type { ApiConfig } from '@ecommerce-recommenders/shop-data/contracts/functions/api';
import type { HttpAnswer } from '../../../lambda/api/http-event';
import {
  as,
  asBuyer,
  bodyOf,
  events,
  HANGS,
  pass,
  request,
  SESSION,
  tokenOf,
  useWorld,
  World,
} from './world';

const world = useWorld();

const GUESTS = { perDay: 10, perAddress: 3, days: 90 };
const DAY = 24 * 3_600;
const FOR_YOU = '/recommendations/recommended-for-you';

type Api = ReturnType<World['start']>;

const start = (guests: Partial<typeof GUESTS> = {}, config: Partial<ApiConfig> = {}): Api =>
  world.start({ guests: { ...GUESTS, ...guests }, ...config });
const askFrom = (api: Api, sourceIp = '192.0.2.1'): Promise<HttpAnswer> =>
  api({ ...request('/guests', {}, 'POST'), requestContext: { http: { sourceIp } } });
const guestIn = async (api: Api): Promise<{ readonly guest: string; readonly token: string }> =>
  bodyOf(await askFrom(api)) as never;
const view = (itemId = 'i1', more: object = {}): object => ({ type: 'View', itemId, ...more });

/** The status of the answer to these events, by default a view. */
const send = async (api: Api, token: string, ...list: object[]): Promise<number> =>
  (await api(events({ session: SESSION, events: list.length > 0 ? list : [view()] }, as(token)))).statusCode;

const sentIds = (): string[] =>
  world
    .inputs('PutEvents')
    .flatMap(({ eventList }) => (eventList as { eventId: string }[]).map(({ eventId }) => eventId));

describe('a guest', () => {
  it('is the user of the events and questions that come with the token', async () => {
    const api = start();
    const answer = await askFrom(api);
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([201, 'private, no-store']);
    const { guest, token, expires } = bodyOf(answer) as Record<string, string>;
    expect([guest, expires]).toEqual(['guest:visitor-1', Date.now() / 1_000 + 90 * DAY]);
    expect(await send(api, token)).toBe(202);
    // Not the session of events without a user, which Personalize would give to the guest.
    expect(world.inputs('PutEvents')).toMatchObject([{ userId: guest, sessionId: `${guest}:${SESSION}` }]);
    const shelf = await api(FOR_YOU, as(token));
    expect(shelf.headers['cache-control']).toBe('private, no-store');
    expect(world.inputs('GetRecommendations').at(-1)).toMatchObject({ userId: guest });
    expect(world.inputs('VerifyMac')).toEqual([]);
  });

  it('stays one in other environments, until the token expires', async () => {
    const { token } = await guestIn(start());
    jest.setSystemTime(Date.now() + 90 * DAY * 1_000 - 1);
    expect(await send(start(), token)).toBe(202);
    jest.setSystemTime(Date.now() + 1);
    expect(await send(start(), token)).toBe(403);
  });

  it.each<[string, (token: string, guest: string) => string]>([
    ['a mac of its own making', (token) => `${token.split('.')[0]}.${'A'.repeat(43)}`],
    ['the id of another guest', (token, guest) => changed(token, { guest: `${guest}0` })],
    ['a longer life', (token) => changed(token, { expires: Math.floor(Date.now() / 1_000) + 10 ** 9 })],
    ['the name of a user', (token) => changed(token, { guest: undefined, user: 'ann' })],
    ['no name', (token) => changed(token, { guest: '' })],
    ['the id of a session', (token) => changed(token, { guest: 'anonymous:someone' })],
  ])('is refused with a token that has %s', async (_what, forge) => {
    const api = start();
    const { guest, token } = await guestIn(api);
    expect(await send(api, forge(token, guest))).toBe(403);
    expect(world.inputs('PutEvents')).toEqual([]);
  });

  it('is refused where the shop has no guests', async () => {
    const { token } = await guestIn(start());
    const api = world.start();
    expect([await send(api, token), (await askFrom(api)).statusCode]).toEqual([403, 404]);
  });

  it('buys on the word of the back end alone, as users do', async () => {
    const api = start();
    const { guest, token } = await guestIn(api);
    const bought = { type: 'Purchase', itemId: 'i1' };
    expect(await send(api, token, bought)).toBe(403);
    expect(await send(api, asBuyer(guest, 'i1')['x-user-token'], bought)).toBe(202);
    expect(world.inputs('PutEvents')).toMatchObject([{ userId: guest }]);
  });
});

describe('events of a guest', () => {
  it('have one id a day for an item, whatever id the page gives them', async () => {
    const api = start();
    const { token } = await guestIn(api);
    for (const id of ['a'.repeat(16), 'b'.repeat(16)]) await send(api, token, view('i1', { id }));
    await send(api, token, view('i2'));
    const [first, again, other] = sentIds();
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    await send(api, (await guestIn(api)).token);
    expect(sentIds().at(-1)).not.toBe(first);
    pass(DAY);
    await send(api, token);
    expect(sentIds().at(-1)).not.toBe(first);
  });

  it(`have ${GUEST_EVENTS_PER_DAY} ids a day for any number of items, and the back end’s tokens give no more`, async () => {
    const api = start({}, { hasItems: false });
    const { guest, token } = await guestIn(api);
    const tokens = [token, tokenOf(guest)];
    for (let from = 0; from < 10_000; from += 10) {
      const views = Array.from({ length: 10 }, (_, at) => view(`item-${from + at}`));
      await send(api, tokens[(from / 10) % 2], ...views);
    }
    expect(sentIds()).toHaveLength(10_000);
    expect(new Set(sentIds()).size).toBe(GUEST_EVENTS_PER_DAY);
  }, 30_000);
});

describe('guests that somebody invents by the thousand', () => {
  const manyIn = async (apis: readonly Api[], asked: number): Promise<number> => {
    let admitted = 0;
    for (let at = 0; at < asked; at++) {
      const answer = await askFrom(apis[at % apis.length], `192.0.2.${at}`);
      if (answer.statusCode === 201) admitted++;
      else expect(answer.statusCode).toBe(429);
    }
    return admitted;
  };

  it('are as many as the setting says, from any number of addresses and environments', async () => {
    const apis = [start(), start(), start()];
    expect(await manyIn(apis, 1_000)).toBe(10);
    // An environment that knows the number to be used up asks S3 no more.
    expect(world.inputs('PutObject').length).toBeLessThan(40);
    expect(await manyIn([start()], 10)).toBe(0);
    pass(DAY);
    expect(await manyIn(apis, 100)).toBe(10);
  });

  it('are no more than the setting says where environments take several at once', async () => {
    const perDay = 2_500;
    expect(await manyIn([start({ perDay }), start({ perDay })], 3_000)).toBe(perDay);
    expect(world.inputs('PutObject').length).toBeLessThan(1_700);
    // What an environment that ended had taken is lost, and not admitted twice.
    expect(await manyIn([start({ perDay })], 10)).toBe(0);
  });

  it('are counted as used up once a day by each environment, and not for an address', async () => {
    const usedUp = (): object[] => world.log.filter((line) => 'GuestsUsedUp' in line);
    const one = start({ perAddress: 1 });
    expect([(await askFrom(one)).statusCode, (await askFrom(one)).statusCode]).toEqual([201, 429]);
    expect(usedUp()).toEqual([]);
    const apis = [start(), start()];
    await manyIn(apis.slice(0, 1), 10);
    for (let at = 0; at < 4; at++) await askFrom(start());
    expect(usedUp()).toHaveLength(5);
    world.log.length = 0;
    await manyIn(apis, 20);
    expect(usedUp()).toHaveLength(1);
    const _aws = expect.objectContaining({ Timestamp: Date.now() }) as object;
    expect(usedUp()).toEqual([{ message: 'guests', GuestsUsedUp: 1, Stack: 'Shop', perDay: 10, _aws }]);
    pass(DAY);
    await manyIn(apis, 12);
    expect(usedUp()).toHaveLength(3);
  });

  it('are fewer from one address', async () => {
    const api = start();
    const statuses = [];
    for (let at = 0; at < 5; at++) statuses.push((await askFrom(api)).statusCode);
    expect(statuses).toEqual([201, 201, 201, 429, 429]);
    expect((await askFrom(api, '198.51.100.7')).statusCode).toBe(201);
    pass(DAY);
    expect((await askFrom(api)).statusCode).toBe(201);
  });

  it('do not begin the day anew by a clock that is behind at midnight', async () => {
    const late = start();
    jest.setSystemTime(Date.UTC(2026, 10, 28, 0, 0, 1));
    expect(await manyIn([start()], 100)).toBe(10);
    jest.setSystemTime(Date.UTC(2026, 10, 27, 23, 59, 59));
    expect(await manyIn([late], 100)).toBe(0);
    jest.setSystemTime(Date.UTC(2026, 10, 28, 0, 0, 2));
    expect(await manyIn([start()], 100)).toBe(0);
  });

  it('leave no address behind', async () => {
    await manyIn([start()], 20);
    expect(JSON.stringify([[...world.objects], world.log, world.lines])).not.toContain('192.0.2');
    expect(JSON.parse(world.objects.get(GUESTS_KEY)!)).toEqual({ day: '2026-11-27', admitted: 10 });
  });
});

describe('where guests cannot be admitted', () => {
  it.each([
    ['s3Failure', HANGS],
    ['s3Failure', 'InternalError'],
    ['kmsFailure', HANGS],
    ['kmsFailure', 'InternalError'],
  ] as const)('because of a %s (%s), the visitor is told to ask later', async (which, failure) => {
    world[which] = failure;
    const api = start();
    const answer = await askFrom(api);
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '1']);
    expect(JSON.stringify(world.log)).not.toContain('secret words');
    world[which] = undefined;
    expect((await askFrom(api)).statusCode).toBe(201);
    expect(JSON.parse(world.objects.get(GUESTS_KEY)!)).toMatchObject({ admitted: 1 });
  });

  it('a token that KMS has no key for proves nothing: answers are for nobody, events are to be sent again', async () => {
    const { token } = await guestIn(start());
    world.kmsFailure = HANGS;
    const api = start();
    await api(FOR_YOU, as(token));
    expect(world.inputs('GetRecommendations').at(-1)).toMatchObject({ userId: OUR_IDS.nobody });
    expect(await send(api, token)).toBe(503);
  });
});

/** A token whose content was changed after it was signed. */
function changed(token: string, change: object): string {
  const [message, mac] = token.split('.');
  const content = { ...(JSON.parse(Buffer.from(message, 'base64url').toString()) as object), ...change };
  return `${Buffer.from(JSON.stringify(content)).toString('base64url')}.${mac}`;
}
