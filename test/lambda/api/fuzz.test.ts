import {
  ALL_PARTS,
  API_ROUTES,
  gatewayRoutes,
  type ApiRoute,
} from '@ecommerce-recommenders/shop-data/contracts/api/routes';
import type { HttpEvent } from '../../../lambda/api/http-event';
import { seeded } from '../../../packages/shop-data/test/seeded';
import { CAMPAIGN, SESSION, tokenOf, World } from './world';

const REQUESTS = 10_000;
const SEED = 29;

const below = seeded(SEED);
const pick = <Value>(values: readonly Value[]): Value => values[below(values.length)];
const oneIn = (count: number): boolean => below(count) === 0;
const nested = (depth: number, open = '[', close = ']'): string => open.repeat(depth) + close.repeat(depth);

/** Texts at which readers of texts trip. */
const HOSTILE: readonly string[] = [
  ...['', ' ', '\0', '\r\nx-header: 1', '\u2028', '\ud800', '\ufeff', '𝒳'.repeat(200), '9'.repeat(400)],
  ...['x'.repeat(256), 'x'.repeat(257), 'x'.repeat(9_000), ','.repeat(300), '%', '%zz', '%00', '"', '\\'],
  ...'0 -1 1e999 NaN null true __proto__ constructor toString ../../etc'.split(' '),
  ...'anonymous:a anonymous::nobody i1 i3 i99 cheap unbought like fresh'.split(' '),
  ...['best-sellers', 'frequently-bought-together', SESSION],
];

/** JSON texts, also of what JSON.stringify does not write. */
const VALUES: readonly (() => string)[] = [
  () => nested(1 + below(8_000)),
  () => nested(1 + below(1_500), '{"a":[', ']}'),
  () => '['.repeat(1 + below(16_000)),
  () => '"'.repeat(20_000),
  () => pick('1e999 -0 1.5 01 9007199254740993 4294967296 - null true {} [] [null]'.split(' ')),
  () => '',
  () => JSON.stringify(pick(HOSTILE)),
  () => `[${Array.from({ length: below(600) }, () => '"i1"').join()}]`,
  () => '{"__proto__":{"type":"View"},"constructor":1}',
  () => `{"${pick(['type', 'session', 'items', 'x'])}":${nested(below(50))}}`,
];

const VIEW = { type: 'View', itemId: 'i1', impression: ['i1'] };
const PURCHASE = { type: 'Purchase', itemId: 'i2', quantity: 1, price: 2, at: 1 };
const BODIES: readonly string[] = [
  { session: SESSION, visitor: 7, first: true, events: [VIEW] },
  { session: SESSION, events: [PURCHASE] },
  { items: ['i1', 'i2'], session: SESSION, user: 'ann' },
].map((body) => JSON.stringify(body));

/** A body with one value, or some characters, in another's place. */
function body(): string | undefined {
  const good = pick(BODIES);
  switch (below(5)) {
    case 0:
      return oneIn(9) ? undefined : good;
    case 1:
      return pick(VALUES)();
    case 2: {
      const at = below(good.length);
      return good.slice(0, at) + pick(HOSTILE) + good.slice(at + below(9));
    }
    default: {
      const places = [...good.matchAll(/(?<=[:[,])("[^"]*"(?!:)|\d+|true|\[[^\]]*\])/g)];
      const { index, 0: text } = pick(places);
      return good.slice(0, index) + pick(VALUES)() + good.slice(index + text.length);
    }
  }
}

function query(parameters: ApiRoute['parameters']): string {
  const names = [...Object.keys(parameters), 'unknown', '__proto__'];
  const parts = Array.from({ length: below(4) }, () => {
    const value = oneIn(3) ? pick(['1', 'i1', 'ann', SESSION]) : pick(HOSTILE);
    return `${pick(names)}=${oneIn(2) ? value : encodeURIComponent(value.replace(/\p{Surrogate}/gu, ''))}`;
  });
  return parts.join(pick(['&', '&&', ';']));
}

function token(): string | undefined {
  const content = pick([
    ...VALUES,
    () => `{"user":${JSON.stringify(pick(HOSTILE))},"expires":${pick(['0', '1e999', '9e12'])}}`,
  ])();
  const coded = Buffer.from(content).toString('base64url');
  const forged = `${coded.slice(0, pick([1_400, 3_000, 9_000]))}.${'A'.repeat(43)}`;
  return pick([undefined, '', tokenOf('ann'), tokenOf(pick(HOSTILE)), forged, pick(HOSTILE)]);
}

const ROUTES = gatewayRoutes(ALL_PARTS);

function request(): HttpEvent {
  const { name, method, path, isAuthorized } = pick(ROUTES);
  const text = method === 'POST' || oneIn(9) ? body() : undefined;
  const isBase64Encoded = oneIn(3);
  const cut = oneIn(9) ? -3 : undefined;
  const coded = isBase64Encoded && text !== undefined && Buffer.from(text).toString('base64').slice(0, cut);
  return {
    routeKey: oneIn(99) ? pick(HOSTILE) : `${method} ${path}`,
    rawQueryString: oneIn(2) ? '' : query(API_ROUTES[name].parameters),
    headers: {
      'x-user-token': oneIn(2) ? undefined : token(),
      'accept-encoding': pick([undefined, 'br', 'gzip;q=0, br;q=x', ...HOSTILE]),
      'if-none-match': pick([undefined, '*', ...HOSTILE]),
    },
    pathParameters:
      path.includes('{') && !oneIn(20) ? { useCase: oneIn(2) ? pick(HOSTILE) : 'best-sellers' } : undefined,
    body: coded === false ? text : coded,
    isBase64Encoded,
    requestContext:
      isAuthorized && !oneIn(20)
        ? { authorizer: { jwt: { claims: { sub: pick<unknown>([...HOSTILE, 1, null, ['ann']]) } } } }
        : {},
  };
}

describe('the API, whatever it is sent,', () => {
  it(`answers none of ${REQUESTS} requests to its routes, with broken bodies, parameters and tokens, with 5xx`, async () => {
    const world = new World();
    const guests = { perDay: 10, perAddress: 10, days: 1 };
    const handler = world.start({ claim: 'sub', campaign: CAMPAIGN, experiment: undefined, guests });
    const statuses = new Map<number, number>();
    const failed: string[] = [];
    for (let at = 0; at < REQUESTS; at++) {
      const event = request();
      const { statusCode, headers } = await handler(event);
      statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
      // A header with a line end would be one more header.
      const isBroken = Object.values(headers).some((value) => /[^\x20-\x7e]/.test(value));
      if (statusCode >= 500 || isBroken) failed.push(JSON.stringify({ at, statusCode, event }).slice(0, 400));
    }
    expect(failed).toEqual([]);
    // The fuzz reaches each kind of answer, and beyond the checks.
    expect([...statuses.keys()].sort()).toEqual([200, 201, 202, 304, 400, 403, 404, 413, 429]);
    expect(Math.min(...statuses.values())).toBeGreaterThan(5);
    expect(world.inputs('PutEvents').length).toBeGreaterThan(20);
  }, 60_000);

  it.each(['/events', '/ranking'])('refuses at %s a body that is nested deeply, in words', async (path) => {
    const handler = new World().start({ campaign: CAMPAIGN });
    for (const text of [nested(5_000), nested(2_000, '{"a":', '}'), '['.repeat(10_000)]) {
      const deep = { routeKey: `POST ${path}`, rawQueryString: '', body: text, isBase64Encoded: false };
      const answer = await handler({ ...request(), ...deep, headers: {} });
      expect([answer.statusCode, answer.body]).toEqual([400, expect.stringContaining('deep, allowed are 8')]);
    }
  });
});
