import { parseRouteKey, type RouteSegment } from './route-key';

/** A route that a request belongs to. */
export interface MatchedRoute<Route> {
  readonly route: Route;
  /** Values of the path's variables, decoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** From most to least specific. */
const SPECIFICITY = { text: 0, one: 1, rest: 2 } as const satisfies Record<RouteSegment['kind'], number>;

/**
 * The most specific route: text before `{name}` before `{name+}`, part by part; then the method before `ANY`; then
 * `$default`.
 *
 * @param path - decoded parts
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function matchRoute<Route extends { readonly routeKey: string }>(
  routes: Iterable<Route>,
  method: string,
  path: readonly string[],
): MatchedRoute<Route> | undefined {
  let best: (MatchedRoute<Route> & { readonly rank: string }) | undefined;
  for (const route of routes) {
    const key = parseRouteKey(route.routeKey);
    if (key.kind === 'default') {
      best ??= { route, pathParameters: {}, rank: LAST };
      continue;
    }
    if (key.method !== 'ANY' && key.method !== method) continue;
    const pathParameters = matchPath(key.segments, path);
    if (!pathParameters) continue;
    // As many digits as parts; the method decides between equal paths.
    const rank =
      key.segments.map(({ kind }) => SPECIFICITY[kind]).join('') + (key.method === 'ANY' ? '1' : '0');
    if (!best || rank < best.rank) best = { route, pathParameters, rank };
  }
  return best && { route: best.route, pathParameters: best.pathParameters };
}

/** Sorts after the rank of any path. */
const LAST = '9';

function matchPath(
  segments: readonly RouteSegment[],
  path: readonly string[],
): Record<string, string> | undefined {
  const isGreedy = segments.at(-1)?.kind === 'rest';
  if (isGreedy ? path.length < segments.length : path.length !== segments.length) return undefined;
  const found: [string, string][] = [];
  for (const [at, segment] of segments.entries()) {
    if (segment.kind === 'text') {
      if (segment.text !== path[at]) return undefined;
      continue;
    }
    const value = segment.kind === 'rest' ? path.slice(at).join('/') : path[at];
    if (value === '') return undefined;
    found.push([segment.name, value]);
  }
  return Object.fromEntries(found);
}
