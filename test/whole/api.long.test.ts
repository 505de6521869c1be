/** @jest-environment ./test/jest/in-order-environment.js */
import { KMSClient } from '@aws-sdk/client-kms';
import { userTokens } from '@ecommerce-recommenders/tools/shoppers/user-tokens';
import { MANIFEST_KEY } from '@ecommerce-recommenders/shop-data/contracts/lists/list-places';
import type { ListsManifest } from '@ecommerce-recommenders/shop-data/contracts/lists/manifest';
import { readList } from '@ecommerce-recommenders/shop-data/contracts/lists/read-list';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Recommendations } from '../../lambda/api/recommend';
import { SHIPPED_ARCHIVE } from '../../packages/tools/test/sample/shipped-sample';
import { runsOf } from '../storm/runs-of';
import { shopAccount } from '../storm/shop-account';
import { shopAssemblies } from '../storm/shop-assemblies';
import { runCommand } from '../support/run-command';
import { until } from '../support/spawned-command';

const ORIGIN = 'https://shop.example';
/** A day. */
const GUESTS = 60;
const SHOPS = shopAssemblies({
  shop: {
    archive: readFileSync(SHIPPED_ARCHIVE),
    api: { origins: [ORIGIN], currency: 'EUR', rules: true, rate: 5_000, burst: 5_000 },
    useCases: 'best-sellers,frequently-bought-together,recommended-for-you,most-viewed',
    serving: { 'most-viewed': 'lists' },
    guests: { perDay: GUESTS, perAddress: GUESTS },
    filters: { cheap: 'INCLUDE ItemID WHERE Items.PRICE < 20' },
    promotions: { sale: { filter: 'cheap', percent: 50 } },
    trainingTimeoutHours: 1,
  },
});
const INVENTED_GUESTS = 1_000;
const AT_ONCE = 10;
/** A token like those of guests, which nobody has signed. */
const inventedGuest = (): string => {
  const content = { guest: `guest:${randomUUID()}`, expires: Math.floor(Date.now() / 1_000) + 3_600 };
  return `${Buffer.from(JSON.stringify(content)).toString('base64url')}.${randomBytes(32).toString('base64url')}`;
};
/** Of Personalize, by the API's function. */
const ASKING = 'GetRecommendations';
const SESSION = 'session-of-a-visitor-1';
const USER = '7';
/** An item of the sample that nobody has bought. */
const UNBOUGHT = '23bc044b-3baa-4dfc-a73c-b07f69bab2b4';

type Headers = Readonly<Record<string, string>>;

// Each test continues with the previous test's stack, as a user would.
describe('the API, deployed on the embedded AWS', () => {
  const account = shopAccount(SHOPS, { functions: 'processes' });
  const folder = mkdtempSync(join(tmpdir(), 'api-'));
  let outputs: Readonly<Record<string, string>>;
  let token: string;
  let item: string;
  let questions = 0;
  afterAll(() => rmSync(folder, { recursive: true }));

  const tokenOf = (user: string, purchases?: readonly string[]): Promise<string> =>
    userTokens(account.client(KMSClient), outputs.UserTokenKeyArn, Date.now)(user, purchases);
  const get = (path: string, headers: Headers = {}): Promise<Response> =>
    fetch(`${outputs.ApiUrl}${path}`, { headers });
  const recommended = async (path: string, headers?: Headers): Promise<Recommendations> => {
    const answer = await get(path, headers);
    expect([answer.status, path]).toEqual([200, path]);
    return (await answer.json()) as Recommendations;
  };
  /** Asks until the answer comes from there: on a busy machine a source may miss its time, and the API goes without it for a while. */
  const recommendedFrom = async (
    from: Recommendations['from'],
    path: string,
    headers?: Headers,
  ): Promise<Recommendations> => {
    let answer = await recommended(path, headers);
    await until(async () => {
      if (answer.from !== from) answer = await recommended(path, headers);
      return answer.from === from;
    });
    return answer;
  };
  /** Of another session each time, since answers for nobody in particular are kept for a minute. */
  const bought = (): Promise<Recommendations> =>
    recommended(
      `/recommendations/frequently-bought-together?item=${item}&session=session-of-question-${questions++}`,
    );
  const send = (body: object, headers: Headers = {}): Promise<Response> =>
    fetch(`${outputs.ApiUrl}/events`, { method: 'POST', headers, body: JSON.stringify(body) });
  /** Sends events until the tracker takes them. */
  const taken = async (body: object, headers?: Headers): Promise<unknown> => {
    let answer = await send(body, headers);
    await until(async () => {
      if (answer.status === 503) answer = await send(body, headers);
      return answer.status !== 503;
    });
    expect(answer.status).toBe(202);
    return answer.json();
  };

  it('says its address in the outputs, and answers with what the shop’s data says', async () => {
    await account.created(SHOPS.shop);
    outputs = await account.outputs();
    expect(outputs).toHaveProperty('TrackingId');
    const { recommendationId, items } = await recommendedFrom('live', '/recommendations/best-sellers');
    expect([recommendationId, items.length]).toEqual([expect.stringMatching(/^RID/), 10]);
    for (const item of items)
      expect(item).toMatchObject({
        name: expect.any(String) as string,
        price: expect.any(Number) as number,
        currency: 'EUR',
        category: expect.any(String) as string,
      });
    const [{ itemId }] = items;
    item = itemId;
    const bought = await recommended(`/recommendations/frequently-bought-together?item=${itemId}&num=4`);
    expect(bought.items).toHaveLength(4);
    const cheap = await recommended('/recommendations/best-sellers?filter=cheap');
    expect(Math.max(...cheap.items.map(({ price }) => price!))).toBeLessThan(20);
    const sale = await recommendedFrom('live', '/recommendations/best-sellers?promotion=sale');
    const promoted = sale.items.filter(({ promotion }) => promotion === 'sale');
    expect(promoted.length).toBeGreaterThan(0);
    expect(Math.max(...promoted.map(({ price }) => price!))).toBeLessThan(20);
    const cart = await recommended(
      `/recommendations/frequently-bought-together?items=${itemId},${items[1].itemId}&num=4`,
    );
    expect(cart.items.map((one) => one.itemId)).not.toContain(itemId);
    expect(cart.items).toHaveLength(4);
  });

  it('obeys a rule within a minute of its being set, and names it', async () => {
    const rules = (...args: string[]): Promise<string> => runCommand(account.aws.endpoint, 'rules', ...args);
    const file = join(folder, 'rules.json');
    const path = '/recommendations/best-sellers?num=5';
    writeFileSync(file, JSON.stringify([{ name: 'unloved', action: 'pin', items: [UNBOUGHT] }]));
    expect(await rules('set', file)).toContain('Set: 1 rule, in force within a minute.');
    const isPinned = async (): Promise<boolean> => (await recommended(path)).items[0].rule === 'unloved';
    await until(isPinned);
    expect((await recommended(path)).items[0].itemId).toBe(UNBOUGHT);
    expect(await rules()).toContain(UNBOUGHT);
    expect(await rules('undo')).toContain('No rules are in force');
    await until(async () => !(await isPinned()));
  });

  it('admits as many guests as the setting says, whose views move Most viewed, and those of sessions and of a thousand invented guests do not', async () => {
    const mostViewed = async (): Promise<readonly string[]> => {
      const manifest = JSON.parse(await account.read(MANIFEST_KEY)) as ListsManifest;
      return (await readList(account.read, manifest, { useCase: 'most-viewed' }))!;
    };
    const before = await mostViewed();
    const [ofGuests, ofSessions] = before.slice(48, 50);

    const tokens: string[] = [];
    const statuses = new Set<number>();
    const ask = async (): Promise<void> => {
      const answer = await fetch(`${outputs.ApiUrl}/guests`, { method: 'POST' });
      statuses.add(answer.status);
      if (answer.status === 201) tokens.push(((await answer.json()) as { readonly token: string }).token);
    };
    // By several environments at once, which count together.
    await until(async () => {
      await Promise.all([ask(), ask(), ask()]);
      return statuses.has(429);
    });
    for (let at = 0; at < 5; at++) await ask();
    expect(tokens).toHaveLength(GUESTS);

    const viewOf = (itemId: string, minutesAgo = 0): object => ({
      session: SESSION,
      events: [{ type: 'View', itemId, at: Math.floor(Date.now() / 1_000) - 60 * minutesAgo }],
    });
    // Of the guests' own session, which makes no guest's events of them.
    for (const at of tokens.keys()) await taken(viewOf(ofSessions, 1 + at));
    for (const token of tokens) await taken(viewOf(ofGuests), { 'x-user-token': token });
    const answered = new Set<number>();
    for (let at = 0; at < INVENTED_GUESTS; at += AT_ONCE)
      await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          const headers = { 'x-user-token': inventedGuest() };
          answered.add((await send(viewOf(ofSessions), headers)).status);
        }),
      );
    expect([...answered]).toEqual([403]);
    expect(await runsOf(account, 'lists').run()).toMatchObject({ status: 'SUCCEEDED' });
    const after = await mostViewed();
    expect(after.indexOf(ofGuests)).toBeLessThan(45);
    expect(after.indexOf(ofSessions)).toBeGreaterThanOrEqual(49);
  });

  it('serves the element and its own description to pages of the named origin, and of no other', async () => {
    const script = await get('/recommended-items.js');
    expect(script.headers.get('content-type')).toContain('text/javascript');
    expect(await script.text()).toContain('customElements');
    const document = await get('/openapi.json', { origin: ORIGIN });
    expect(document.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(await document.json()).toMatchObject({ openapi: '3.1.0' });
    const other = await get('/openapi.json', { origin: 'https://other.example' });
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('answers about a user whom the back end has signed for, and about nobody else', async () => {
    token = await tokenOf(USER);
    const path = '/recommendations/recommended-for-you';
    const own = await recommendedFrom('live', `${path}?user=${USER}`, { 'x-user-token': token });
    // The sample has nothing of this user.
    expect([own.useCase, own.because]).toEqual(['recommended-for-you', 'no-history']);
    expect((await get(`${path}?user=${USER}`)).status).toBe(403);
    // KMS may miss its time on a busy machine; then the answer is nobody's.
    const refuses = (query: string, userToken: string): Promise<void> =>
      until(async () => (await get(`${path}${query}`, { 'x-user-token': userToken })).status === 403);
    await refuses('?user=8', token);
    const forged = `${token.slice(0, -2)}${token.endsWith('AA') ? 'BB' : 'AA'}`;
    await refuses('', forged);
  });

  it('takes a purchase on the word of the back end alone, and recommends what was bought no more', async () => {
    const path = '/recommendations/recommended-for-you';
    const headers = { 'x-user-token': token };
    const before = await recommendedFrom('live', path, headers);
    const [{ itemId }] = before.items;
    const purchase = {
      session: SESSION,
      events: [{ type: 'Purchase', itemId, recommendationId: before.recommendationId }],
    };
    expect((await send(purchase)).status).toBe(403);
    expect((await send(purchase, headers)).status).toBe(403);
    const refused = await recommendedFrom('live', path, headers);
    expect(refused.items.map((item) => item.itemId)).toContain(itemId);
    const bought = { 'x-user-token': await tokenOf(USER, [itemId]) };
    expect(await taken(purchase, bought)).toEqual({ accepted: 1 });
    await until(async () => {
      const { items, because } = await recommended(path, headers);
      return because === 'asked' && !items.some((item) => item.itemId === itemId);
    });
  });

  it('takes events that are sent again with their ids, once the tracker takes some', async () => {
    const { items } = await recommended('/recommendations/best-sellers?num=25');
    const [{ itemId }] = items;
    const impression = items.map((item) => item.itemId);
    const view = { type: 'View', itemId, impression, id: 'random-id-of-this-view' };
    const tell = (): Promise<Response> => send({ session: SESSION, events: [view] });
    const refused = await account.under([{ fault: 'throttling', operation: 'PutEvents' }], tell);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    for (let times = 0; times < 2; times++)
      expect(await taken({ session: SESSION, events: [view] })).toEqual({ accepted: 1 });
  });

  // Of kept-alive connections: with one attempt alone, no request that is struck would be answered so.
  it('answers its first visitor after its connections have died live, and verifies users', async () => {
    const { faults } = account.aws;
    const struckDuring = async (operation: string, isAnswered: () => Promise<boolean>): Promise<void> => {
      faults.set([{ fault: 'connection-reset', operation, caller: '*:assumed-role/*' }]);
      await until(async () => {
        const before = faults.list()[0].struck;
        return (await isAnswered()) && faults.list()[0].struck > before;
      });
      faults.set([]);
    };
    await struckDuring(ASKING, async () => (await bought()).from === 'live');
    const view = { session: SESSION, events: [{ type: 'View', itemId: item }] };
    let users = 100;
    await struckDuring('VerifyMac', async () => {
      const { status } = await send(view, { 'x-user-token': await tokenOf(String(users++)) });
      return status === 202;
    });
    await struckDuring('PutEvents', async () => (await send(view)).status === 202);
  });

  it('leaves nothing when the stack is destroyed', async () => {
    await account.gone();
    await expect(get('/openapi.json')).rejects.toThrow();
  });
});
