import { SHELF_USE_CASES, sourcesOf } from '@ecommerce-recommenders/shop-data/contracts/shelves/shelves';
import type { HttpEvent } from '../../../lambda/api/http-event';
import { as, asBuyer, asUser, bodyOf, events, HANGS, SESSION, tokenOf, useWorld } from './world';

const world = useWorld();

const VIEW = { type: 'View', itemId: 'i1' };
const PURCHASE = { type: 'Purchase', itemId: 'i2' };
const of = (...list: object[]): object => ({ session: SESSION, events: list });

type Sent = Readonly<{ userId?: string; eventList: readonly Readonly<Record<string, unknown>>[] }>;
const sentTo = (): Sent[] => world.inputs('PutEvents') as unknown as Sent[];
/** A member of each event that the tracker got. */
const sentOf = (member: string): unknown[] =>
  sentTo().flatMap(({ eventList }) => eventList.map((event) => event[member]));

describe('events', () => {
  const send = (body: unknown, headers?: Readonly<Record<string, string>>) =>
    world.ask(events(body, headers));

  it('go to the tracker in one request, of a session that no user can be', async () => {
    const seconds = Date.now() / 1_000 - 60;
    const shown = { recommendationId: 'RID-1', impression: ['i1', 'i2'] };
    const id = '1-2-3-4-of-this-event';
    const answer = await send(
      of({ ...VIEW, ...shown, id, at: seconds }, { type: 'AddToCart', itemId: 'i2' }),
    );
    expect([answer.statusCode, bodyOf(answer)]).toEqual([202, { accepted: 2 }]);
    expect(sentTo()).toMatchObject([
      {
        trackingId: 'tracking',
        userId: undefined,
        sessionId: `anonymous:${SESSION}`,
        eventList: [
          { eventType: 'View', itemId: 'i1', eventId: id, sentAt: new Date(seconds * 1_000), ...shown },
          { eventType: 'AddToCart', itemId: 'i2', sentAt: new Date() },
        ],
      },
    ]);
  });

  it('name the source of their shelf to Personalize where told so, and no recommender led to them', async () => {
    const ofList = { ...VIEW, useCase: 'best-sellers', from: 'lists', shelf: 'home' };
    const list = [ofList, { ...ofList, recommendationId: 'RID-1' }, VIEW];
    await world.start({ namesSources: true })(events(of(...list)));
    await send(of(ofList));
    expect(sentOf('metricAttribution')).toEqual([
      { eventAttributionSource: 'best-sellers/lists' },
      ...Array.from({ length: 3 }, () => undefined),
    ]);
    // Personalize takes 100; recommenders and the undefined one count as well.
    const { length: most } = [...SHELF_USE_CASES].flatMap((useCase) => sourcesOf(useCase));
    expect(most).toBeLessThan(90);
  });

  it('are purchases on the word of the back end alone, and each item of a token once for Personalize', async () => {
    const headers = asBuyer('ann', 'i1', 'i2');
    for (const id of ['id-of-the-page-1', 'id-of-the-page-2']) {
      const answer = await send(of({ ...PURCHASE, id }, { ...PURCHASE, itemId: 'i1' }), headers);
      expect(answer.statusCode).toBe(202);
    }
    expect(sentTo().map(({ userId }) => userId)).toEqual(['ann', 'ann']);
    expect(new Set(sentOf('eventType'))).toEqual(new Set(['Purchase']));
    const [first, second, ...again] = sentOf('eventId');
    expect(again).toEqual([first, second]);
    expect(second).not.toBe(first);
  });

  it('below /user are those of the claim that the authorizer has checked', async () => {
    const ask = world.start({ claim: 'sub' });
    const signedIn = (claims: Record<string, unknown>): HttpEvent => ({
      ...events(of(VIEW)),
      routeKey: 'POST /user/events',
      requestContext: { authorizer: { jwt: { claims } } },
    });
    expect((await ask(signedIn({ sub: 'ann' }))).statusCode).toBe(202);
    expect((await ask(signedIn({}))).statusCode).toBe(403);
    expect(sentTo().map(({ userId }) => userId)).toEqual(['ann']);
  });

  it('that only count for an experiment are accepted, and go nowhere', async () => {
    const shown = { type: 'Impression', itemId: 'i1', impression: ['i1'], useCase: 'best-sellers' };
    expect(bodyOf(await send(of(shown, { type: 'Click', itemId: 'i1' })))).toEqual({ accepted: 2 });
    expect(sentTo()).toEqual([]);
  });

  it.each<[string, () => Readonly<Record<string, string>>]>([
    ['without a proof', () => ({})],
    ['with an expired one', () => as(tokenOf('ann', 1))],
    ['with a token of the user alone', () => asUser('ann')],
    ['with a token for other items', () => asBuyer('ann', 'i1', 'i22')],
    ['with a token whose items are no list', () => as(tokenOf('ann', undefined, undefined, 'i2'))],
    ['with a token of another key', () => as(tokenOf('ann', undefined, 'theirs', ['i2']))],
  ])('with a purchase %s are refused, all of them', async (_what, headers) => {
    expect((await send(of(VIEW, PURCHASE), headers())).statusCode).toBe(403);
    expect(sentTo()).toEqual([]);
  });

  it('whose proof KMS does not check are to be sent again', async () => {
    world.kmsFailure = 'KMSInternalException';
    const answer = await send(of(PURCHASE), asUser('ann'));
    expect([answer.statusCode, bodyOf(answer).accepted]).toEqual([503, 0]);
    expect(sentTo()).toEqual([]);
  });

  it.each<[unknown, number, string]>([
    ['{', 400, 'The body is not JSON.'],
    ['', 400, 'The body is not JSON.'],
    [[], 400, 'The body is a list of 0, allowed is an object of session, events, visitor, first.'],
    [{ events: [VIEW] }, 400, 'The body.session is absent, allowed is a text of 16 to 64 characters'],
    [{ session: SESSION, events: {} }, 400, 'The body.events is an object, allowed is a list of 0 to 10.'],
    [of(...Array.from({ length: 11 }, () => VIEW)), 400, 'allowed is a list of 0 to 10.'],
    [of({ ...VIEW, type: 'Buy' }), 400, 'events[0].type is "Buy", allowed is View, AddToCart, Purchase'],
    [of({ type: 'View' }), 400, 'events[0].itemId is absent'],
    [of({ ...VIEW, userId: 'ann' }), 400, 'events[0].userId is not known, allowed are type, itemId'],
    [of(VIEW, { ...VIEW, itemId: 'i98' }), 400, 'events[1]: unknown item i98.'],
    [of({ ...VIEW, impression: Array(26).fill('i1') }), 400, 'allowed is a list of 1 to 25.'],
    [of({ ...VIEW, impression: Array(25).fill('é'.repeat(250)) }), 400, 'events[0] has 1'],
    [of({ ...VIEW, at: 5 }), 400, 'events[0].at is 5, allowed are Unix seconds of the last 24 hours.'],
    [JSON.stringify(of({ ...VIEW, x: {} })).replace('"x"', '"__proto__"'), 400, '__proto__ is not known'],
    [of({ ...VIEW, itemId: 'x'.repeat(17_000) }), 413, 'allowed are 16,384.'],
  ])('%j are refused', async (body, status, message) => {
    const answer = await send(body);
    expect([answer.statusCode, bodyOf(answer).message]).toEqual([status, expect.stringContaining(message)]);
    expect(sentTo()).toEqual([]);
  });

  it('carry what was shown, without what was withdrawn since', async () => {
    const views = [['i1', 'i99', 'i2'], ['i99']].map((impression) => ({ ...VIEW, impression }));
    expect((await send(of(...views))).statusCode).toBe(202);
    expect(sentOf('impression')).toEqual([['i1', 'i2'], undefined]);
  });

  it('are tried again while the tracker is throttled, as the same events', async () => {
    world.trackerFailures.push('ThrottlingException', 'ThrottlingException');
    expect((await send(of(VIEW))).statusCode).toBe(202);
    const ids = sentOf('eventId');
    expect([ids.length, new Set(ids).size]).toEqual([3, 1]);
  });

  it.each([
    ['is down', Array<string>(9).fill('ServiceUnavailable')],
    ['hangs', [HANGS]],
    ['refuses them', ['InvalidInputException']],
  ])('are told not to be accepted where the tracker %s, within a second', async (_what, failures) => {
    world.trackerFailures.push(...failures);
    await world.ask(events('{'));
    const beganMs = Date.now();
    const answer = await world.ask(events(of(VIEW)));
    expect(Date.now() - beganMs).toBeLessThanOrEqual(1_000);
    const told = [answer.statusCode, answer.headers['retry-after'], bodyOf(answer).accepted];
    expect(told).toEqual([503, '1', 0]);
    world.expectLogged({ message: 'events', LostEvents: 1 });
  });
});
