import { GUEST_EVENTS_PER_DAY, GUESTS_KEY } from '@ecommerce-recommenders/shop-data/contracts/functions/api';
import { OUR_IDS } from '@ecommerce-recommenders/shop-data/data/our-ids';
import type { ApiConfig } from '@ecommerce-recommenders/shop-data/contracts/functions/api';
import type { HttpAnswer, HttpEvent } from '../../../lambda/api/http-event';
import { asBuyer, bodyOf, events, HANGS, request, SESSION, settled, tokenOf, useClock, World } from './world';

useClock();

const GUESTS = { perDay: 10, perAddress: 3, days: 90 };
const DAY_MS = 24 * 3_600_000;
const FOR_YOU = '/recommendations/recommended-for-you';

type Handler = (event: HttpEvent) => Promise<HttpAnswer>;

const startIn = (
  world: World,
  guests: Partial<typeof GUESTS> = {},
  config: Partial<ApiConfig> = {},
): Handler => world.start({ guests: { ...GUESTS, ...guests }, ...config });

const askFrom = async (handler: Handler, sourceIp = '192.0.2.1'): Promise<HttpAnswer> =>
  settled(handler({ ...request('/guests', {}, 'POST'), requestContext: { http: { sourceIp } } }));

const guestIn = async (handler: Handler): Promise<{ readonly guest: string; readonly token: string }> =>
  bodyOf(await askFrom(handler)) as never;

const view = (itemId = 'i1', more: object = {}): object => ({
  session: SESSION,
  events: [{ type: 'View', itemId, ...more }],
});

const as = (token: string): Readonly<Record<string, string>> => ({ 'x-user-token': token });

const send = async (handler: Handler, body: object, token: string): Promise<HttpAnswer> =>
  settled(handler(events(body, as(token))));

/** Ids of the events that the tracker got. */
const sentIds = (world: World): string[] =>
  world
    .inputs('PutEvents')
    .flatMap(({ eventList }) => (eventList as { eventId: string }[]).map(({ eventId }) => eventId));

describe('a guest', () => {
  it('is the user of the events and questions that come with the token', async () => {
    const world = new World();
    const handler = startIn(world);
    const answer = await askFrom(handler);
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([201, 'private, no-store']);
    const { guest, token, expires } = bodyOf(answer) as Record<string, string>;
    expect(expires).toBe((Date.now() + 90 * DAY_MS) / 1_000);
    expect(guest).toBe('guest:visitor-1');
    expect((await send(handler, view(), token)).statusCode).toBe(202);
    // Not the session of events without a user, which Personalize would give to the guest.
    expect(world.inputs('PutEvents')).toMatchObject([{ userId: guest, sessionId: `${guest}:${SESSION}` }]);
    const shelf = await settled(handler(request(FOR_YOU, as(token))));
    expect(shelf.headers['cache-control']).toBe('private, no-store');
    expect(world.inputs('GetRecommendations').at(-1)).toMatchObject({ userId: guest });
    expect(world.inputs('VerifyMac')).toEqual([]);
  });

  it('stays one in other environments, until the token expires', async () => {
    const world = new World();
    const { token } = await guestIn(startIn(world));
    jest.setSystemTime(Date.now() + 90 * DAY_MS - 1);
    expect((await send(startIn(world), view(), token)).statusCode).toBe(202);
    jest.setSystemTime(Date.now() + 1);
    expect((await send(startIn(world), view(), token)).statusCode).toBe(403);
  });

  it.each<[string, (token: string, guest: string) => string]>([
    ['a mac of its own making', (token) => `${token.split('.')[0]}.${'A'.repeat(43)}`],
    ['the id of another guest', (token, guest) => changed(token, { guest: `${guest}0` })],
    ['a longer life', (token) => changed(token, { expires: Math.floor(Date.now() / 1_000) + 10 ** 9 })],
    ['the name of a user', (token) => changed(token, { guest: undefined, user: 'ann' })],
    ['no name', (token) => changed(token, { guest: '' })],
    ['the id of a session', (token) => changed(token, { guest: 'anonymous:someone' })],
  ])('is refused with a token that has %s', async (_what, forge) => {
    const world = new World();
    const handler = startIn(world);
    const { guest, token } = await guestIn(handler);
    expect((await send(handler, view(), forge(token, guest))).statusCode).toBe(403);
    expect(world.inputs('PutEvents')).toEqual([]);
  });

  it('is refused where the shop has no guests', async () => {
    const world = new World();
    const { token } = await guestIn(startIn(world));
    const handler = world.start();
    expect((await send(handler, view(), token)).statusCode).toBe(403);
    expect((await askFrom(handler)).statusCode).toBe(404);
  });

  it('buys on the word of the back end alone, as users do', async () => {
    const world = new World();
    const handler = startIn(world);
    const { guest, token } = await guestIn(handler);
    const bought = { session: SESSION, events: [{ type: 'Purchase', itemId: 'i1' }] };
    expect((await send(handler, bought, token)).statusCode).toBe(403);
    const confirmed = asBuyer(guest, 'i1')['x-user-token'];
    expect((await send(handler, bought, confirmed)).statusCode).toBe(202);
    expect(world.inputs('PutEvents')).toMatchObject([{ userId: guest }]);
  });
});

describe('events of a guest', () => {
  it('have one id a day for an item, whatever id the page gives them', async () => {
    const world = new World();
    const handler = startIn(world);
    const { token } = await guestIn(handler);
    for (const id of ['a'.repeat(16), 'b'.repeat(16)]) await send(handler, view('i1', { id }), token);
    await send(handler, view('i2'), token);
    const [first, again, other] = sentIds(world);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    jest.setSystemTime(Date.now() + DAY_MS);
    await send(handler, view('i1'), token);
    expect(sentIds(world).at(-1)).not.toBe(first);
  });

  it('have other ids than another guest’s', async () => {
    const world = new World();
    const handler = startIn(world);
    for (const { token } of [await guestIn(handler), await guestIn(handler)])
      await send(handler, view('i1'), token);
    expect(new Set(sentIds(world)).size).toBe(2);
  });

  it(`have ${GUEST_EVENTS_PER_DAY} ids a day for any number of items, and the back end’s tokens give no more`, async () => {
    const world = new World();
    const handler = startIn(world, {}, { hasItems: false });
    const { guest, token } = await guestIn(handler);
    const tokens = [token, tokenOf(guest)];
    for (let from = 0; from < 10_000; from += 10)
      await send(
        handler,
        {
          session: SESSION,
          events: Array.from({ length: 10 }, (_, at) => ({ type: 'View', itemId: `item-${from + at}` })),
        },
        tokens[(from / 10) % 2],
      );
    expect(sentIds(world)).toHaveLength(10_000);
    expect(new Set(sentIds(world)).size).toBe(GUEST_EVENTS_PER_DAY);
  }, 30_000);
});

describe('guests that somebody invents by the thousand', () => {
  const manyIn = async (handlers: readonly Handler[], asked: number): Promise<number> => {
    let admitted = 0;
    for (let at = 0; at < asked; at++) {
      const answer = await askFrom(handlers[at % handlers.length], `192.0.2.${at}`);
      if (answer.statusCode === 201) admitted++;
      else expect(answer.statusCode).toBe(429);
    }
    return admitted;
  };

  it('are as many as the setting says, from any number of addresses and environments', async () => {
    const world = new World();
    const handlers = [startIn(world), startIn(world), startIn(world)];
    expect(await manyIn(handlers, 1_000)).toBe(10);
    // An environment that knows the number to be used up asks S3 no more.
    expect(world.inputs('PutObject').length).toBeLessThan(40);
    expect(await manyIn([startIn(world)], 10)).toBe(0);
    jest.setSystemTime(Date.now() + DAY_MS);
    expect(await manyIn(handlers, 100)).toBe(10);
  });

  it('are no more than the setting says where environments take several at once', async () => {
    const world = new World();
    const perDay = 2_500;
    expect(await manyIn([startIn(world, { perDay }), startIn(world, { perDay })], 3_000)).toBe(perDay);
    expect(world.inputs('PutObject').length).toBeLessThan(1_700);
    // What an environment that ended had taken is lost, and not admitted twice.
    expect(await manyIn([startIn(world, { perDay })], 10)).toBe(0);
  });

  it('are counted as used up once a day by each environment, and not for an address', async () => {
    const world = new World();
    const usedUp = (of = world): object[] => of.log.filter((line) => 'GuestsUsedUp' in line);
    const handlers = [startIn(world), startIn(world)];
    await manyIn(handlers.slice(0, 1), 10);
    for (let at = 0; at < 4; at++) await askFrom(startIn(world, { perAddress: 1 }));
    expect(usedUp()).toHaveLength(4);
    const other = new World();
    const one = startIn(other, { perAddress: 1 });
    expect([(await askFrom(one)).statusCode, (await askFrom(one)).statusCode]).toEqual([201, 429]);
    expect(usedUp(other)).toEqual([]);
    world.log.length = 0;
    await manyIn(handlers, 20);
    expect(usedUp()).toHaveLength(2);
    expect(usedUp()).toContainEqual({
      message: 'guests',
      GuestsUsedUp: 1,
      Stack: 'Shop',
      perDay: 10,
      _aws: expect.objectContaining({ Timestamp: Date.now() }) as object,
    });
    jest.setSystemTime(Date.now() + DAY_MS);
    await manyIn(handlers, 12);
    expect(usedUp()).toHaveLength(4);
  });

  it('are fewer from one address', async () => {
    const handler = startIn(new World());
    const statuses = [];
    for (let at = 0; at < 5; at++) statuses.push((await askFrom(handler)).statusCode);
    expect(statuses).toEqual([201, 201, 201, 429, 429]);
    expect((await askFrom(handler, '198.51.100.7')).statusCode).toBe(201);
    jest.setSystemTime(Date.now() + DAY_MS);
    expect((await askFrom(handler)).statusCode).toBe(201);
  });

  it('do not begin the day anew by a clock that is behind at midnight', async () => {
    const world = new World();
    const [early, late] = [startIn(world), startIn(world)];
    jest.setSystemTime(Date.UTC(2026, 10, 28, 0, 0, 1));
    expect(await manyIn([early], 100)).toBe(10);
    jest.setSystemTime(Date.UTC(2026, 10, 27, 23, 59, 59));
    expect(await manyIn([late], 100)).toBe(0);
    jest.setSystemTime(Date.UTC(2026, 10, 28, 0, 0, 2));
    expect(await manyIn([startIn(world)], 100)).toBe(0);
  });

  it('leave no address behind', async () => {
    const world = new World();
    await manyIn([startIn(world)], 20);
    expect(JSON.stringify([[...world.objects], world.log, world.lines])).not.toContain('192.0.2');
    expect(JSON.parse(world.objects.get(GUESTS_KEY)!)).toEqual({ day: '2026-11-27', admitted: 10 });
  });
});

describe('where guests cannot be admitted', () => {
  it.each(['s3Failure', 'kmsFailure'] as const)(
    'because of a %s, the visitor is told to ask later',
    async (which) => {
      for (const failure of [HANGS, 'InternalError']) {
        const world = new World();
        world[which] = failure;
        const answer = await askFrom(startIn(world));
        expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '1']);
        expect(JSON.stringify(world.log)).not.toContain('secret words');
      }
    },
  );

  it('a failure of KMS is over with the next request', async () => {
    const world = new World();
    const handler = startIn(world);
    world.kmsFailure = 'KMSInternalException';
    expect((await askFrom(handler)).statusCode).toBe(503);
    world.kmsFailure = undefined;
    expect((await askFrom(handler)).statusCode).toBe(201);
    expect(JSON.parse(world.objects.get(GUESTS_KEY)!)).toMatchObject({ admitted: 1 });
  });

  it('a token that KMS has no key for proves nothing: answers are for nobody, events are to be sent again', async () => {
    const world = new World();
    const { token } = await guestIn(startIn(world));
    world.kmsFailure = HANGS;
    const handler = startIn(world);
    await settled(handler(request(FOR_YOU, as(token))));
    expect(world.inputs('GetRecommendations').at(-1)).toMatchObject({ userId: OUR_IDS.nobody });
    expect((await send(handler, view(), token)).statusCode).toBe(503);
  });
});

/** A token whose content was changed after it was signed. */
function changed(token: string, change: object): string {
  const [message, mac] = token.split('.');
  const content = { ...(JSON.parse(Buffer.from(message, 'base64url').toString()) as object), ...change };
  return `${Buffer.from(JSON.stringify(content)).toString('base64url')}.${mac}`;
}
