import { grouped } from '@ecommerce-recommenders/csv/count-in-words';
import {
  ALL_PARTS,
  API_ROUTES,
  gatewayRoutes,
  type ApiRoute,
  type GatewayRoute,
} from '@ecommerce-recommenders/shop-data/contracts/api/routes';
import {
  checkValue,
  depthOf,
  parseText,
  ValueProblem,
} from '@ecommerce-recommenders/shop-data/contracts/api/value-schema';
import type { HttpEvent } from './http-event';

/** Rejects a request, with a reason for the sender. */
export class RequestProblem extends Error {
  constructor(
    readonly status: 400 | 403 | 404 | 413,
    message: string,
  ) {
    super(message);
  }
}

/** Checked parameters of the recommendations route. */
export interface RecommendationParameters {
  readonly useCase: string;
  readonly item?: string;
  readonly items?: readonly string[];
  readonly user?: string;
  readonly session?: string;
  readonly num?: number;
  readonly filter?: string;
  readonly promotion?: string;
  readonly exclude?: readonly string[];
  readonly visitor?: number;
}

/** Checked parameters of the route that shows given items. */
export type GivenParameters = Pick<RecommendationParameters, 'items' | 'num' | 'exclude'>;

const ROUTES = new Map(gatewayRoutes(ALL_PARTS).map((route) => [`${route.method} ${route.path}`, route]));

/** The route that the gateway has matched. @throws RequestProblem if it is not in the table */
export function routeOf({ routeKey }: HttpEvent): GatewayRoute {
  const route = ROUTES.get(routeKey);
  if (route) return route;
  throw new RequestProblem(404, `Unknown route ${routeKey}. Routes: ${[...ROUTES.keys()].join(', ')}.`);
}

/**
 * Checks the parameters of a request's path and query against the route's table.
 *
 * @throws RequestProblem that says what is wrong and what is allowed
 */
export function parametersOf(
  { name }: GatewayRoute,
  { rawQueryString, pathParameters = {} }: HttpEvent,
): Readonly<Record<string, unknown>> {
  const { parameters }: ApiRoute = API_ROUTES[name];
  const found: Record<string, unknown> = {};
  const read = (key: string, text: string): void => {
    const { schema, isList } = parameters[key];
    if (Object.hasOwn(found, key)) throw new ValueProblem(`${key} is there twice, allowed is once.`);
    if (!isList) {
      found[key] = parseText(key, text, schema);
      return;
    }
    const entries = text.split(',').filter((entry) => entry !== '');
    if (entries.length > isList.maxItems)
      throw new ValueProblem(
        `${key} has ${grouped(entries.length)} entries, allowed are ${isList.maxItems}.`,
      );
    found[key] = entries.map((entry) => parseText(key, entry, schema));
  };
  return refusing(() => {
    for (const [key, { in: place }] of Object.entries(parameters))
      if (place === 'path') read(key, pathParameters[key] ?? '');
    for (const [key, text] of new URLSearchParams(rawQueryString)) {
      if (!Object.hasOwn(parameters, key) || parameters[key].in !== 'query')
        throw new ValueProblem(
          `The parameter ${key.slice(0, 60)} is not known, allowed are ${queryNames(parameters)}.`,
        );
      // Page templates send an empty `item=` if they have no item.
      if (text !== '') read(key, text);
    }
    return found;
  });
}

const queryNames = (parameters: ApiRoute['parameters']): string =>
  Object.keys(parameters)
    .filter((key) => parameters[key].in === 'query')
    .join(', ') || 'none';

/**
 * Events with an impression need four levels: object, list, object, list. The schema reports what is nested deeper
 * than it allows; this limit only bounds the recursion.
 */
const MAX_DEPTH = 8;

/** Checks the body of a request against the route's schema. @throws RequestProblem */
export function bodyOf<Body>({ name }: GatewayRoute, { body = '', isBase64Encoded }: HttpEvent): Body {
  const { body: schema, maxBodyBytes = 0 }: ApiRoute = API_ROUTES[name];
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > maxBodyBytes)
    throw new RequestProblem(
      413,
      `The body has ${grouped(bytes.length)} bytes, allowed are ${grouped(maxBodyBytes)}.`,
    );
  const text = bytes.toString('utf8');
  const depth = depthOf(text);
  if (depth > MAX_DEPTH)
    throw new RequestProblem(400, `The body is nested ${grouped(depth)} deep, allowed are ${MAX_DEPTH}.`);
  const value = parsed(text);
  return refusing(() => {
    checkValue('The body', value, schema!);
    return value as Body;
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RequestProblem(400, 'The body is not JSON.');
  }
}

function refusing<Value>(check: () => Value): Value {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof ValueProblem)) throw error;
    throw new RequestProblem(400, error.message);
  }
}
