import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { API_ROUTES } from '@ecommerce-recommenders/shop-data/contracts/api/routes';
import { checkValue, type ValueSchema } from '@ecommerce-recommenders/shop-data/contracts/api/value-schema';
import { anonymousId, isOurId, OUR_IDS } from '@ecommerce-recommenders/shop-data/data/our-ids';
import { isUserId } from '../lambda/api/prove-user';
import { asUser, request, ranking, events, SESSION, settled, useClock, World } from './lambda/api/world';

useClock();

/** Each kind of id under which the stack itself asks or tells Personalize something. */
const OURS = [...Object.values(OUR_IDS), anonymousId(SESSION)];

/** A request that the gateway's authorizer has admitted. */
const signedIn = (user: string, event = request('/recommendations/best-sellers')): typeof event => ({
  ...event,
  routeKey: event.routeKey.replace(' /', ' /user/'),
  requestContext: { authorizer: { jwt: { claims: { sub: user } } } },
});

const EVENTS = { session: SESSION, events: [{ type: 'View', itemId: 'i1' }] };
const RANKING = { items: ['i1'] };

/** Where a caller can name a user. The preparation's doors are in test/support/import-values.ts and test/glue/mapping-sql.long.test.ts. */
const DOORS: Readonly<Record<string, (id: string) => ReturnType<typeof request>>> = {
  'a token, for recommendations': (id) => request('/recommendations/best-sellers', asUser(id)),
  'a token, for a ranking': (id) => ranking(RANKING, asUser(id)),
  'a token, for events': (id) => events(EVENTS, asUser(id)),
  'a JWT, for recommendations': (id) => signedIn(id),
  'a JWT, for a ranking': (id) => signedIn(id, ranking(RANKING)),
  'a JWT, for events': (id) => signedIn(id, events(EVENTS)),
  'the parameter user': (id) => request(`/recommendations/best-sellers?user=${id}`),
  'the member user': (id) => ranking({ ...RANKING, user: id }),
};

describe.each(Object.entries(DOORS))('an id of ours is refused as a user by %s', (_, requestBy) => {
  it.each(OURS)('%s', async (id) => {
    const world = new World();
    const handler = world.start({ claim: 'sub', campaign: 'arn' });
    // The warm-up asks as nobody.
    await settled(handler(request('/openapi.json')));
    const before = world.sent.length;
    expect((await settled(handler(requestBy(id)))).statusCode).toBe(403);
    expect(world.sent.slice(before)).toEqual([]);
  });
});

it('a session can be none of our ids but its own', () => {
  const schema: ValueSchema = API_ROUTES.recommendations.parameters.session.schema;
  for (const id of Object.values(OUR_IDS))
    for (const session of [id, id.slice('anonymous:'.length)])
      expect(() => checkValue('session', session, schema)).toThrow('session is');
});

it('no handler names a user that is not in the list', () => {
  const root = join(__dirname, '../lambda');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  expect(files.length).toBeGreaterThan(50);
  const named = files.flatMap((name) =>
    [
      ...readFileSync(join(root, name), 'utf8').matchAll(/\b(?:userId|sessionId)\b[^\n,;]*[=:] *['"`].*/g),
    ].map(([line]) => `${name}: ${line}`),
  );
  expect(named).toEqual([]);
  expect(OURS.filter((id) => !isOurId(id) || isUserId(id))).toEqual([]);
});
