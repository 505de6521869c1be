import type { KMSClient } from '@aws-sdk/client-kms';
import type { PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import type { ApiConfig } from '@ecommerce-recommenders/shop-data/contracts/functions/api';
import { USER_TOKEN_HEADER } from '@ecommerce-recommenders/shop-data/contracts/functions/api';
import { createHmac } from 'node:crypto';
import { brotliDecompressSync } from 'node:zlib';
import { api } from '../../../lambda/api/api';
import { knownBestSellers } from '../../../lambda/api/best-sellers';
import { guests as guestsOf } from '../../../lambda/api/guests';
import { Circuits } from '../../../lambda/api/circuits';
import { commonAnswers } from '../../../lambda/api/common-answers';
import { countEvents } from '../../../lambda/api/count-events';
import type { HttpAnswer, HttpEvent } from '../../../lambda/api/http-event';
import { liveAnswers } from '../../../lambda/api/live-answers';
import { PopularLists } from '../../../lambda/api/popular-lists';
import { proveUser } from '../../../lambda/api/prove-user';
import { guestsUsedUpMetric } from '../../../lambda/api/metrics';
import { rank } from '../../../lambda/api/rank';
import { storedItems } from '../../../lambda/api/stored-items';
import { storedLists } from '../../../lambda/api/stored-lists';
import { storedRules } from '../../../lambda/api/stored-rules';
import { storedText } from '../../../lambda/api/stored-text';
import { takeEvents } from '../../../lambda/api/take-events';
import { withUnknownItems } from '../../../lambda/api/unknown-items';

export const arnOf = (useCase: string): string => `arn:aws:personalize:eu-west-1:1:recommender/${useCase}`;
export const CAMPAIGN = 'arn:aws:personalize:eu-west-1:1:campaign/ranking';
const FILTERS_ARN = 'arn:aws:personalize:eu-west-1:1:filter/';
const KEY = 'the key, which never leaves KMS';
/** Key of the tokens of guests. */
const GUEST_KEY = 'another key of KMS';
export const SESSION = 'session-of-visitor-1';

export const manifestOf = (run: string, ...useCases: readonly string[]): string => {
  const listOf = (useCase: string) => ({ useCase, prefix: `lists/${run}/${useCase}/_/`, shards: 1 });
  return JSON.stringify({ format: 1, run, lists: useCases.map(listOf) });
};

/** Twenty items; i3 is sold out, and i99 is in no table. */
export const ITEMS = [
  'ITEM_ID,NAME,CATEGORY_L1,STOCK,IMAGE,PRICE',
  ...Array.from(
    { length: 20 },
    (_, at) => `i${at},"Item, ${at}",cat,${at === 3 ? 0 : 5},/img/${at}.jpg,${at}.50`,
  ),
].join('\n');

export const CONFIG: ApiConfig = {
  recommenders: {
    'best-sellers': arnOf('best-sellers'),
    'frequently-bought-together': arnOf('frequently-bought-together'),
    'recommended-for-you': arnOf('recommended-for-you'),
    'most-viewed': '',
  },
  filters: {
    cheap: { name: 'Shop-cheap-1' },
    unbought: { name: 'Shop-unbought-1', readsUser: true },
    like: { name: 'Shop-like-1', readsItem: true },
    fresh: { name: 'Shop-fresh-1', dates: ['TODAY_MINUS_30D'] },
  },
  hasItems: true,
  show: { name: 'NAME', image: 'IMAGE' },
  currency: 'EUR',
  soldOut: { column: 'STOCK', values: ['0'] },
};

type Sent = Readonly<{ constructor: { name: string }; input: Readonly<Record<string, unknown>> }>;

type Answer = readonly (string | { readonly itemId: string; readonly promotionName: string })[];
/** What a recommender does: answers with ids, fails with an error of this name, or hangs. */
type Behaviour = Answer | string | ((input: Sent['input']) => Answer);
export const HANGS = 'hangs';

/** An execution environment on Jest's clock: answers a request, or one for recommendations by its path. */
type Api = (asked: HttpEvent | string, headers?: Headers) => Promise<HttpAnswer>;
type Headers = Readonly<Record<string, string>>;

const failure = (name: string): Error => Object.assign(new Error(`secret words of ${name}`), { name });

/** Fails with an error of this name, if there is one, or hangs. */
async function failed(name?: string): Promise<void> {
  if (name === HANGS) return new Promise(() => undefined);
  if (name) throw failure(name);
}

/** The API with clients of object literals, on Jest's clock. */
export class World {
  readonly behaviours: Record<string, Behaviour> = {
    'best-sellers': ['i1', 'i2', 'i3', 'i99', 'i4', 'i5'],
    'frequently-bought-together': ['i7', 'i8', 'i3'],
    'recommended-for-you': ['i9', 'i10'],
  };
  readonly objects = new Map([['dataset/training_item.csv', ITEMS]]);
  /** When objects were written, in milliseconds since 1970; 0 unless named. */
  readonly writtenMs = new Map<string, number>();
  /** Inputs of the requests to all services, by command. */
  readonly sent: { readonly command: string; readonly input: Readonly<Record<string, unknown>> }[] = [];
  readonly scored = new Set<string>();
  /** Item, or filter's name in Personalize, that recommenders and the campaign refuse. */
  refused?: string;
  /** Name of the campaign's error, if it fails; otherwise it reverses the order of the items. */
  campaignFailure?: string;
  /** Errors of the tracker's next answers; KMS and S3 fail with theirs each time. */
  readonly trackerFailures: string[] = [];
  kmsFailure?: string;
  s3Failure?: string;
  /** How long S3 sends an object, and KMS verifies. */
  s3Ms = 0;
  kmsMs = 0;
  private guestIds = 0;
  /** Requests without an answer yet, objects that are still sent among them. */
  open = 0;
  /** Lines of the log with counts of events. */
  readonly lines: string[] = [];
  readonly log: Readonly<Record<string, unknown>>[] = [];

  start(
    config: Partial<ApiConfig> = {},
    clients: { readonly runtime?: PersonalizeRuntimeClient; readonly kms?: KMSClient } = {},
  ): Api {
    const now = Date.now;
    const log = (message: string, fields: object): void => void this.log.push({ message, ...fields });
    const logger = { info: log, error: log };
    const all: ApiConfig = { ...CONFIG, ...config };
    const circuits = new Circuits(now);
    const s3 = this.client((input, command) => this.s3(input, command)) as never;
    const text = storedText(s3, 'data');
    const items = storedItems({ s3, bucket: 'data', shown: all, now, logger });
    const ownRuntime = this.client((input, command) =>
      command === 'GetPersonalizedRanking' ? this.campaign(input) : this.recommender(input),
    ) as never;
    const { runtime = ownRuntime, kms = this.client((input) => this.kms(input)) as never } = clients;
    const guests =
      all.guests &&
      guestsOf({
        ...{ s3, bucket: 'data', kms, keyArn: GUEST_KEY, settings: all.guests, now },
        newId: () => `visitor-${++this.guestIds}`,
        onUsedUp: () => guestsUsedUpMetric(logger, { stackName: 'Shop', now }, all.guests!.perDay),
      });
    const ofShop = { stackName: 'Shop', now, logger };
    const known = all.hasItems ? items : undefined;
    const live = liveAnswers({
      ...{ ...all, promotions: all.promotions, runtime, circuits, filtersArn: FILTERS_ARN, now, logger },
      anyItem: async () => (await known?.current())?.first(1)[0],
    });
    const handler = api({
      ...{ ...ofShop, config: all, guests, items, circuits },
      ask: commonAnswers(withUnknownItems(live, known, now), now),
      lists: storedLists(text, now),
      bestSellers: knownBestSellers(text, now, logger),
      popular: new PopularLists(now),
      rules: all.rules ? storedRules(text, now, logger) : undefined,
      prove: proveUser({ kms, keyArn: 'key', guests, now }),
      rank: rank({
        ...{ ...ofShop, runtime, circuits, items, hasItems: all.hasItems, campaignArn: all.campaign },
      }),
      take: takeEvents({
        ...{ trackingId: 'tracking', namesSources: all.namesSources, hasItems: all.hasItems, items, now },
        tracker: this.client(() => this.tracker()) as never,
        newId: () => `id-${this.sent.length}`,
      }),
      count: countEvents({
        ...{ experiment: all.experiment, shelves: all.shelves, stackName: 'Shop', now, items: known },
        write: (line) => void this.lines.push(line),
      }),
    });
    return (asked, headers) => settled(handler(typeof asked === 'string' ? request(asked, headers) : asked));
  }

  private api?: Api;

  /** Asks one execution environment, with the settings of {@link CONFIG}. */
  ask(asked: HttpEvent | string, headers?: Headers): Promise<HttpAnswer> {
    this.api ??= this.start();
    return this.api(asked, headers);
  }

  inputs(command: string): Readonly<Record<string, unknown>>[] {
    return this.sent.filter((one) => one.command === command).map(({ input }) => input);
  }

  askedOf(useCase: string): Readonly<Record<string, unknown>>[] {
    return this.inputs('GetRecommendations').filter(
      ({ recommenderArn }) => recommenderArn === arnOf(useCase),
    );
  }

  failAll(behaviour: string): void {
    for (const name of Object.keys(this.behaviours)) this.behaviours[name] = behaviour;
  }

  expectLogged(fields: object): void {
    expect(this.log).toContainEqual(expect.objectContaining(fields));
  }

  private client(answer: (input: Sent['input'], command: string) => Promise<unknown>): {
    send(command: Sent): Promise<unknown>;
  } {
    return {
      send: ({ constructor, input }) => {
        const command = constructor.name.replace(/Command$/, '');
        this.sent.push({ command, input });
        return this.whileOpen(() => answer(input, command));
      },
    };
  }

  private async whileOpen<Answer>(run: () => Promise<Answer>): Promise<Answer> {
    this.open++;
    try {
      return await run();
    } finally {
      this.open--;
    }
  }

  private async recommender(input: Sent['input']): Promise<unknown> {
    const { recommenderArn, itemId, filterArn } = input;
    const { refused } = this;
    if (refused !== undefined && [itemId, String(filterArn).split('/')[1]].includes(refused))
      throw failure('InvalidInputException');
    const name = String(recommenderArn).split('/')[1];
    const behaviour = this.behaviours[name];
    if (typeof behaviour === 'string') return failed(behaviour);
    const scored = this.scored.has(name) ? { score: 0.1 } : {};
    const answer = typeof behaviour === 'function' ? behaviour(input) : behaviour;
    const items = answer.map((item) => (typeof item === 'string' ? { itemId: item } : item));
    const itemList = items.map((item) => ({ ...item, ...scored }));
    return { itemList, recommendationId: `RID-${(itemId as string | undefined) ?? name}` };
  }

  private async campaign({ inputList }: Sent['input']): Promise<unknown> {
    if ((inputList as string[]).includes(this.refused ?? '')) throw failure('InvalidInputException');
    await failed(this.campaignFailure);
    const ranked = [...(inputList as string[])].reverse();
    return { personalizedRanking: ranked.map((itemId) => ({ itemId })), recommendationId: 'RID-ranked' };
  }

  private async s3(
    { Key, Prefix, Body, IfMatch, IfNoneMatch }: Sent['input'],
    command: string,
  ): Promise<unknown> {
    await failed(this.s3Failure);
    if (command === 'PutObject') {
      const before = this.objects.get(String(Key));
      const isLost = IfNoneMatch === '*' ? before !== undefined : IfMatch !== undefined && IfMatch !== before;
      if (isLost) throw failure('PreconditionFailed');
      this.objects.set(String(Key), String(Body));
      return { ETag: String(Body) };
    }
    if (command === 'ListObjectsV2')
      return {
        Contents: [...this.objects].flatMap(([key, text]) => {
          if (!key.startsWith(String(Prefix))) return [];
          const LastModified = new Date(this.writtenMs.get(key) ?? 0);
          return [{ Key: key, ETag: `${text.length}-${text.slice(-9)}`, LastModified }];
        }),
      };
    const text = this.objects.get(String(Key));
    if (text === undefined) throw failure('AccessDenied');
    const sent = (): Promise<string> =>
      this.whileOpen(() => new Promise((resolve) => setTimeout(resolve, this.s3Ms, text)));
    const pieces = async function* (): AsyncGenerator<Buffer> {
      yield Buffer.from(await sent());
    };
    return { Body: Object.assign(pieces(), { transformToString: sent }), ETag: text };
  }

  private async kms({ KeyId, Message, Mac }: Sent['input']): Promise<unknown> {
    await failed(this.kmsFailure);
    if (this.kmsMs > 0) await new Promise((resolve) => setTimeout(resolve, this.kmsMs));
    const key = KeyId === GUEST_KEY ? GUEST_KEY : KEY;
    const mac = createHmac('sha256', key)
      .update(Message as Buffer)
      .digest();
    if (Mac === undefined) return { Mac: mac };
    if (!mac.equals(Mac as Buffer)) throw failure('KMSInvalidMacException');
    return { MacValid: true };
  }

  private async tracker(): Promise<unknown> {
    await failed(this.trackerFailures.shift());
    return {};
  }
}

/** A token as the shop's back end makes it. */
export function tokenOf(
  user: string,
  expires = Date.now() / 1_000 + 3_600,
  key = KEY,
  purchases?: unknown,
): string {
  const content = { user, expires: Math.floor(expires), purchases };
  const message = Buffer.from(JSON.stringify(content)).toString('base64url');
  return `${message}.${createHmac('sha256', key).update(message).digest('base64url')}`;
}

let isClockFake = false;

/** Jest's clock, which {@link settled} advances; microtasks and immediates run as usual. */
export const useClock = (): void => {
  beforeEach(() => {
    isClockFake = true;
    jest.useFakeTimers({
      now: Date.UTC(2026, 10, 27),
      doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'],
    });
  });
  afterEach(() => {
    isClockFake = false;
    jest.useRealTimers();
  });
};

/** A world on Jest's clock, anew for each test. */
export function useWorld(): World {
  const world = new World();
  useClock();
  beforeEach(() => void Object.assign(world, new World()));
  return world;
}

/** Turns the clock until an answer is there. */
export async function settled<Answer>(answer: Promise<Answer>): Promise<Answer> {
  let isDone = false;
  const end = (): void => void (isDone = true);
  answer.then(end, end);
  while (!isDone) {
    for (let turn = 0; turn < 20 && !isDone; turn++) await new Promise((resolve) => setImmediate(resolve));
    if (!isDone && isClockFake) await jest.advanceTimersToNextTimerAsync();
  }
  return answer;
}

export const pass = (seconds: number): void => jest.setSystemTime(Date.now() + seconds * 1_000);

export function request(path: string, headers: Headers = {}, method = 'GET'): HttpEvent {
  const { pathname, search } = new URL(path, 'https://api.test');
  const [, useCase] = /^\/recommendations\/(.+)$/.exec(pathname) ?? [];
  return {
    routeKey: `${method} ${useCase ? '/recommendations/{useCase}' : pathname}`,
    rawQueryString: search.slice(1),
    headers,
    pathParameters: useCase ? { useCase } : undefined,
    isBase64Encoded: false,
    requestContext: {},
  };
}

export const ranking = (body: unknown, headers: Headers = {}): HttpEvent => ({
  ...request('/ranking', headers, 'POST'),
  body: JSON.stringify(body),
});

export const events = (body: unknown, headers: Headers = {}): HttpEvent => ({
  ...request('/events', headers, 'POST'),
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

export const as = (token: string): Headers => ({ [USER_TOKEN_HEADER]: token });

/** Headers of a user with a token by the shop's key, or another one. */
export const asUser = (user: string, key?: string): Headers => as(tokenOf(user, undefined, key));

export const asBuyer = (user: string, ...purchases: readonly string[]): Headers =>
  as(tokenOf(user, undefined, undefined, purchases));

export function bodyOf({ body = '', headers, isBase64Encoded }: HttpAnswer): Record<string, unknown> {
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  const text = headers['content-encoding'] === 'br' ? brotliDecompressSync(bytes) : bytes;
  return JSON.parse(text.toString()) as Record<string, unknown>;
}

export const itemsOf = (answer: HttpAnswer): string[] =>
  (bodyOf(answer).items as { itemId: string }[]).map(({ itemId }) => itemId);
