import fc from 'fast-check';
import { matchRoute } from '../../src/services/apigateway/data/match-route';
import { parseRouteKey } from '../../src/services/apigateway/data/route-key';

const routesOf = (keys: readonly string[]): { routeKey: string }[] => keys.map((routeKey) => ({ routeKey }));

/** The route and the variables that a request gets, as `KEY name=value`. */
function selected(keys: readonly string[], request: string): string | undefined {
  const [method, path] = request.split(' ');
  const found = matchRoute(routesOf(keys), method, path.slice(1).split('/'));
  if (!found) return undefined;
  const variables = Object.entries(found.pathParameters).map(([name, value]) => ` ${name}=${value}`);
  return found.route.routeKey + variables.join('');
}

describe('a request goes to the most specific route:', () => {
  it.each([
    [['GET /a', '$default'], 'GET /', '$default'],
    [['GET /a', 'ANY /a'], 'GET /a', 'GET /a'],
    [['GET /a', 'ANY /a'], 'PUT /a', 'ANY /a'],
    [['ANY /a/b', 'GET /a/{x}'], 'GET /a/b', 'ANY /a/b'],
    [['POST /a/b', 'GET /a/{x}'], 'GET /a/b', 'GET /a/{x} x=b'],
    [['GET /{x}/b', 'GET /a/{y}'], 'GET /a/b', 'GET /a/{y} y=b'],
    [['GET /a/{rest+}', 'GET /{x}/b'], 'GET /a/b', 'GET /a/{rest+} rest=b'],
    [['GET /a'], 'GET /a/', undefined],
    [['GET /a/'], 'GET /a/', 'GET /a/'],
    [['GET /a/{x}'], 'GET /a/', undefined],
    [['GET /a/{x+}'], 'GET /a', undefined],
    [['GET /'], 'GET /', 'GET /'],
    [['GET /A'], 'GET /a', undefined],
  ])('of %j, %s to %s', (keys, request, route) => {
    expect(selected(keys, request)).toBe(route);
  });

  it('in whatever order they were created', () => {
    const key = fc
      .tuple(
        fc.constantFrom('GET', 'ANY', 'POST'),
        fc.array(fc.constantFrom('a', 'b', '{x}'), { minLength: 1, maxLength: 2 }),
      )
      .map(
        ([method, parts]) => `${method} /${parts.map((part, at) => part.replace('x', `x${at}`)).join('/')}`,
      );
    const keys = fc.uniqueArray(key, { maxLength: 8 });
    fc.assert(
      fc.property(keys, fc.constantFrom('/a', '/b', '/a/b', '/b/b'), (some, path) => {
        expect(selected([...some].reverse(), `GET ${path}`)).toBe(selected(some, `GET ${path}`));
      }),
    );
  });
});

it.each([
  '',
  'GET',
  'get /a',
  'GET a',
  'GET  /a',
  'GET /a b',
  'FETCH /a',
  'GET /{a+}/b',
  'GET /{a}/{a}',
  'GET /a{b}',
])('a route cannot have the key "%s"', (key) => {
  expect(() => parseRouteKey(key)).toThrow(expect.objectContaining({ code: 'BadRequestException' }) as Error);
});
