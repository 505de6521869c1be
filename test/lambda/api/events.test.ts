import { SHELF_USE_CASES, sourcesOf } from '@ecommerce-recommenders/shop-data/contracts/shelves/shelves';
import type { HttpEvent } from '../../../lambda/api/http-event';
import { asBuyer, asUser, bodyOf, events, HANGS, SESSION, settled, tokenOf, useClock, World } from './world';

useClock();

const VIEW = { type: 'View', itemId: 'i1' };
const PURCHASE = { type: 'Purchase', itemId: 'i2' };
const sent = (...list: object[]): object => ({ session: SESSION, events: list });

describe('events', () => {
  it('go to the tracker in one request, of a session that no user can be', async () => {
    const world = new World();
    const seconds = Date.now() / 1_000 - 60;
    const view = { ...VIEW, at: seconds, recommendationId: 'RID-1', impression: ['i1', 'i2'] };
    const answer = await settled(world.start()(events(sent(view, { type: 'AddToCart', itemId: 'i2' }))));
    expect([answer.statusCode, bodyOf(answer)]).toEqual([202, { accepted: 2 }]);
    expect(world.inputs('PutEvents')).toMatchObject([
      {
        trackingId: 'tracking',
        userId: undefined,
        sessionId: `anonymous:${SESSION}`,
        eventList: [
          {
            eventType: 'View',
            itemId: 'i1',
            sentAt: new Date(seconds * 1_000),
            recommendationId: 'RID-1',
            impression: ['i1', 'i2'],
          },
          { eventType: 'AddToCart', itemId: 'i2', sentAt: new Date() },
        ],
      },
    ]);
  });

  it('name the source of their shelf to Personalize where told so, and no recommender led to them', async () => {
    const world = new World();
    const ofList = { ...VIEW, useCase: 'best-sellers', from: 'lists', shelf: 'home' };
    const list = [ofList, { ...ofList, recommendationId: 'RID-1' }, VIEW];
    await settled(world.start({ namesSources: true })(events(sent(...list))));
    await settled(world.start()(events(sent(ofList))));
    const sources = world
      .inputs('PutEvents')
      .flatMap(({ eventList }) => eventList as { metricAttribution?: object }[])
      .map(({ metricAttribution }) => metricAttribution);
    const { length: most } = [...SHELF_USE_CASES].flatMap((useCase) => sourcesOf(useCase));
    expect(sources).toEqual([
      { eventAttributionSource: 'best-sellers/lists' },
      ...Array.from({ length: 3 }, () => undefined),
    ]);
    // Personalize takes 100; recommenders and the undefined one count as well.
    expect(most).toBeLessThan(90);
  });

  it('are a user’s where the user is proven', async () => {
    const world = new World();
    expect((await settled(world.start()(events(sent(VIEW), asUser('ann'))))).statusCode).toBe(202);
    expect(world.inputs('PutEvents')).toMatchObject([{ userId: 'ann', eventList: [{ eventType: 'View' }] }]);
  });

  it('are purchases on the word of the back end alone, and each item of a token once for Personalize', async () => {
    const world = new World();
    const handler = world.start();
    const headers = asBuyer('ann', 'i1', 'i2');
    const ids = async (): Promise<unknown[]> => {
      const ofPage = { ...PURCHASE, id: `id-of-the-page-${world.sent.length}-` };
      const answer = await settled(handler(events(sent(ofPage, { ...PURCHASE, itemId: 'i1' }), headers)));
      expect(answer.statusCode).toBe(202);
      const { userId, eventList } = world.inputs('PutEvents').at(-1) as {
        userId: string;
        eventList: { eventType: string; eventId: string }[];
      };
      expect([userId, ...eventList.map(({ eventType }) => eventType)]).toEqual([
        'ann',
        'Purchase',
        'Purchase',
      ]);
      return eventList.map(({ eventId }) => eventId);
    };
    const [first, again] = [await ids(), await ids()];
    expect(again).toEqual(first);
    expect(new Set(first).size).toBe(2);
  });

  it('below /user are those of the claim that the authorizer has checked', async () => {
    const world = new World();
    const handler = world.start({ claim: 'sub' });
    const signedIn = (claims: object): HttpEvent => ({
      ...events(sent(VIEW)),
      routeKey: 'POST /user/events',
      requestContext: { authorizer: { jwt: { claims: claims as Record<string, unknown> } } },
    });
    expect((await settled(handler(signedIn({ sub: 'ann' })))).statusCode).toBe(202);
    expect(world.inputs('PutEvents')).toMatchObject([{ userId: 'ann' }]);
    expect((await settled(handler(signedIn({})))).statusCode).toBe(403);
    expect(world.inputs('PutEvents')).toHaveLength(1);
  });

  it('that only count for an experiment are accepted, and go nowhere', async () => {
    const world = new World();
    const shown = { type: 'Impression', itemId: 'i1', impression: ['i1'], useCase: 'best-sellers' };
    const answer = await settled(world.start()(events(sent(shown, { type: 'Click', itemId: 'i1' }))));
    expect(bodyOf(answer)).toEqual({ accepted: 2 });
    expect(world.inputs('PutEvents')).toEqual([]);
  });

  it.each<[string, () => Readonly<Record<string, string>>]>([
    ['without a proof', () => ({})],
    ['with a forged one', () => ({ 'x-user-token': tokenOf('ann', undefined, 'theirs') })],
    ['with an expired one', () => ({ 'x-user-token': tokenOf('ann', 1) })],
    ['with a token of the user alone', () => asUser('ann')],
    ['with a token for other items', () => asBuyer('ann', 'i1', 'i22')],
    [
      'with a token whose items are no list',
      () => ({ 'x-user-token': tokenOf('ann', undefined, undefined, 'i2') }),
    ],
    ['with a token of another key', () => ({ 'x-user-token': tokenOf('ann', undefined, 'theirs', ['i2']) })],
  ])('with a purchase %s are refused, all of them', async (_what, headers) => {
    const world = new World();
    const answer = await settled(world.start()(events(sent(VIEW, PURCHASE), headers())));
    expect(answer.statusCode).toBe(403);
    expect(world.inputs('PutEvents')).toEqual([]);
  });

  it('whose proof KMS does not check are to be sent again', async () => {
    const world = new World();
    world.kmsFailure = 'KMSInternalException';
    const answer = await settled(world.start()(events(sent(PURCHASE), asUser('ann'))));
    expect([answer.statusCode, bodyOf(answer).accepted]).toEqual([503, 0]);
    expect(world.inputs('PutEvents')).toEqual([]);
  });

  it.each<[unknown, number, string]>([
    ['{', 400, 'The body is not JSON.'],
    ['', 400, 'The body is not JSON.'],
    [[], 400, 'The body is a list of 0, allowed is an object of session, events, visitor, first.'],
    [{ events: [VIEW] }, 400, 'The body.session is absent, allowed is a text of 16 to 64 characters'],
    [{ session: SESSION, events: {} }, 400, 'The body.events is an object, allowed is a list of 0 to 10.'],
    [sent(...Array.from({ length: 11 }, () => VIEW)), 400, 'allowed is a list of 0 to 10.'],
    [sent({ ...VIEW, type: 'Buy' }), 400, 'events[0].type is "Buy", allowed is View, AddToCart, Purchase'],
    [sent({ type: 'View' }), 400, 'events[0].itemId is absent'],
    [sent({ ...VIEW, userId: 'ann' }), 400, 'events[0].userId is not known, allowed are type, itemId'],
    [sent({ ...VIEW, itemId: 'i99' }), 400, 'events[0]: unknown item i99.'],
    [sent(VIEW, { ...VIEW, itemId: 'i98' }), 400, 'events[1]: unknown item i98.'],
    [sent({ ...VIEW, impression: Array(26).fill('i1') }), 400, 'allowed is a list of 1 to 25.'],
    [sent({ ...VIEW, impression: Array(25).fill('é'.repeat(250)) }), 400, 'events[0] has 1'],
    [sent({ ...VIEW, at: 5 }), 400, 'events[0].at is 5, allowed are Unix seconds of the last 24 hours.'],
    [
      '{"session":"session-of-visitor-1","events":[{"type":"View","itemId":"i1","__proto__":{}}]}',
      400,
      '__proto__ is not known',
    ],
    [sent({ ...VIEW, itemId: 'x'.repeat(17_000) }), 413, 'allowed are 16,384.'],
  ])('%j are refused', async (body, status, message) => {
    const world = new World();
    const answer = await settled(world.start()(events(body)));
    expect([answer.statusCode, bodyOf(answer).message]).toEqual([status, expect.stringContaining(message)]);
    expect(world.inputs('PutEvents')).toEqual([]);
  });

  it('carry what was shown, without what was withdrawn since', async () => {
    const world = new World();
    const views = [['i1', 'i99', 'i2'], ['i99']].map((impression) => ({ ...VIEW, impression }));
    expect((await settled(world.start()(events(sent(...views))))).statusCode).toBe(202);
    const [{ eventList }] = world.inputs('PutEvents');
    expect((eventList as { impression?: string[] }[]).map(({ impression }) => impression)).toEqual([
      ['i1', 'i2'],
      undefined,
    ]);
  });

  it('have the ids that the browser gave them, by which the tracker takes them once', async () => {
    const world = new World();
    const handler = world.start();
    const id = '1-2-3-4-of-this-event';
    for (let times = 0; times < 2; times++)
      expect((await settled(handler(events(sent({ ...VIEW, id }))))).statusCode).toBe(202);
    expect(world.inputs('PutEvents')).toMatchObject([
      { eventList: [{ eventId: id }] },
      { eventList: [{ eventId: id }] },
    ]);
  });

  it('are tried again while the tracker is throttled, as the same events', async () => {
    const world = new World();
    world.trackerFailures.push('ThrottlingException', 'ThrottlingException');
    const answer = await settled(world.start()(events(sent(VIEW))));
    expect(answer.statusCode).toBe(202);
    const ids = world
      .inputs('PutEvents')
      .map(({ eventList }) => (eventList as { eventId: string }[])[0].eventId);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
  });

  it.each([
    ['is down', Array<string>(9).fill('ServiceUnavailable')],
    ['hangs', [HANGS]],
    ['refuses them', ['InvalidInputException']],
  ])('are told not to be accepted where the tracker %s, within a second', async (_what, failures) => {
    const world = new World();
    world.trackerFailures.push(...failures);
    const handler = world.start();
    await settled(handler(events('{')));
    const beganMs = Date.now();
    const answer = await settled(handler(events(sent(VIEW))));
    expect(Date.now() - beganMs).toBeLessThanOrEqual(1_000);
    expect([answer.statusCode, answer.headers['retry-after'], bodyOf(answer).accepted]).toEqual([
      503,
      '1',
      0,
    ]);
    expect(world.log).toContainEqual(expect.objectContaining({ message: 'events', LostEvents: 1 }));
  });
});
