import { USER_TOKEN_HEADER } from '../functions/api';
import { ANSWERED_USE_CASES } from '../lists/similar-items';
import {
  MAX_SHELF_NAME,
  SHELF_SOURCES,
  SHELF_USE_CASES,
  type ShelfSource,
  type ShelfUseCase,
} from '../shelves/shelves';
import type { ValueSchema } from './value-schema';

/** A route of the API: its requests and answers. */
export interface ApiRoute {
  readonly methods: readonly ('GET' | 'HEAD' | 'POST')[];
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  /** Whether the answer depends on the user. With an authorizer, the route also has a path below `/user`. */
  readonly takesUser: boolean;
  /** Set if only shops with ranking have the route. */
  readonly needsRanking?: true;
  /** Set if only shops with guests have the route. */
  readonly needsGuests?: true;
  readonly parameters: Readonly<Record<string, ApiParameter>>;
  readonly body?: ValueSchema;
  /** Maximum body size in bytes; absent if requests have no body. */
  readonly maxBodyBytes?: number;
  /** Descriptions by status. */
  readonly answers: Readonly<Record<string, ApiAnswer>>;
}

/** A part of the path or of the query. */
interface ApiParameter {
  readonly in: 'path' | 'query';
  readonly required?: true;
  readonly description: string;
  readonly schema: ValueSchema;
  /** Present if the value is a comma-separated list. The schema then describes an entry. */
  readonly isList?: { readonly maxItems: number };
}

/** Meaning and body of a status. */
interface ApiAnswer {
  readonly description: string;
  /** Absent if there is no body. */
  readonly type?: 'application/json' | 'text/javascript';
  /** Name of a schema in the OpenAPI document. */
  readonly schema?: 'Recommendations' | 'Given' | 'Ranked' | 'Accepted' | 'Guest' | 'Problem';
}

/** Maximum number of items in an answer. */
export const MAX_RESULTS = 50;

/** Number of items in an answer, unless the request names one. */
export const DEFAULT_RESULTS = 10;

/** Maximum number of events in a request; PutEvents has the same limit. */
export const MAX_EVENTS = 10;

/** Maximum body size of a request with events. */
const MAX_EVENTS_BYTES = 16 * 1024;

/** Maximum number of items in a request to rank; GetPersonalizedRanking has the same limit. */
const MAX_RANKED = 500;

/** Maximum body size of a request to rank. The longest ids that Personalize allows fit. */
const MAX_RANKED_BYTES = 136 * 1024;

/** Maximum number of items of a cart, or of given items, in a request. */
const MAX_CART = 20;

/** Maximum number of items that a request can exclude. */
const MAX_EXCLUDED = 50;

const ID = { type: 'string', minLength: 1, maxLength: 256 } as const;

/** Maximum number of items in an impression; PutEvents has the same limit. */
const MAX_IMPRESSION = 25;

/** The id is so long that nobody can guess that of another visitor. */
const RANDOM_ID = { type: 'string', minLength: 16, maxLength: 64, pattern: '^[A-Za-z0-9_-]*$' } as const;
const VISITOR = { type: 'integer', minimum: 0, maximum: 4_294_967_295 } as const;
const RECOMMENDATION_ID = { type: 'string', minLength: 1, maxLength: 40 } as const;

const NUM: ApiParameter = {
  in: 'query',
  description: 'Maximum number of items in the answer.',
  schema: { type: 'integer', minimum: 1, maximum: MAX_RESULTS, default: DEFAULT_RESULTS },
};
const EXCLUDE: ApiParameter = {
  in: 'query',
  description: 'Items to leave out.',
  schema: ID,
  isList: { maxItems: MAX_EXCLUDED },
};

const PROBLEM: ApiAnswer = {
  description: 'What is wrong with the request, and what is allowed.',
  type: 'application/json',
  schema: 'Problem',
};
const UNPROVEN: ApiAnswer = {
  ...PROBLEM,
  description: 'The user is not proven, or the proof is wrong or has expired.',
};
const TOO_MANY: ApiAnswer = {
  ...PROBLEM,
  description: 'More requests than the stage admits. Ask again later.',
};

/**
 * Event types of the API. For each, whether it is sent to the event tracker, and whether it needs a token that
 * confirms the purchase.
 */
export const API_EVENT_TYPES = {
  View: { isTracked: true, needsPurchase: false },
  AddToCart: { isTracked: true, needsPurchase: false },
  Purchase: { isTracked: true, needsPurchase: true },
  Impression: { isTracked: false, needsPurchase: false },
  Click: { isTracked: false, needsPurchase: false },
} as const satisfies Record<string, { readonly isTracked: boolean; readonly needsPurchase: boolean }>;

/** `View`, `AddToCart`, … */
export type ApiEventType = keyof typeof API_EVENT_TYPES;

/** An event as the API accepts it. */
export interface ApiEvent {
  readonly type: ApiEventType;
  readonly itemId: string;
  readonly id?: string;
  /** Unix seconds. */
  readonly at?: number;
  readonly recommendationId?: string;
  readonly quantity?: number;
  readonly price?: number;
  readonly useCase?: ShelfUseCase;
  readonly shelf?: string;
  readonly from?: ShelfSource;
  readonly impression?: readonly string[];
}

/** The body of a request to rank. */
export interface ApiRanking {
  readonly items: readonly string[];
  readonly user?: string;
  readonly session?: string;
}

/** The body of a request with events. */
export interface ApiEvents {
  readonly session: string;
  readonly events: readonly ApiEvent[];
  readonly visitor?: number;
  readonly first?: boolean;
}

const EVENT: ValueSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['type', 'itemId'],
  properties: {
    type: { type: 'string', enum: Object.keys(API_EVENT_TYPES) },
    itemId: { ...ID, description: 'Item of the event; of an Impression, the first item shown.' },
    id: {
      ...RANDOM_ID,
      description:
        'Random id of the event. If the event is sent again with the same id, the event tracker counts it once.',
    },
    at: {
      type: 'integer',
      minimum: 0,
      maximum: 4_294_967_295,
      description: 'Unix seconds, within the last 24 hours; the time of the request if absent.',
    },
    recommendationId: { ...RECOMMENDATION_ID, description: 'That of the answer that led to the event.' },
    quantity: { type: 'integer', minimum: 1, maximum: 10_000 },
    price: { type: 'number', minimum: 0, maximum: 1_000_000_000, description: 'Of one piece.' },
    useCase: {
      type: 'string',
      enum: SHELF_USE_CASES,
      description: 'Use case of the shelf that led to the event.',
    },
    shelf: {
      type: 'string',
      pattern: '^[a-zA-Z0-9_-]*$',
      minLength: 1,
      maxLength: MAX_SHELF_NAME,
      description: 'Name of that shelf in the setting shelves, if it is not the use case.',
    },
    from: {
      type: 'string',
      enum: SHELF_SOURCES,
      description: '`from` of the answer that led to the event.',
    },
    impression: {
      type: 'array',
      minItems: 1,
      maxItems: MAX_IMPRESSION,
      items: ID,
      description:
        'Items that were shown where the visitor chose this one, in order. Replaces the items of the answer with recommendationId, ' +
        'which may not all have been shown. Items that the shop no longer has are left out.',
    },
  },
};

/** Common members of the routes that serve scripts. */
const SCRIPT = {
  methods: ['GET', 'HEAD'],
  description: 'Cacheable forever with `v`, the hash in the ETag; for an hour without.',
  takesUser: false,
  parameters: {
    v: {
      in: 'query',
      description: 'Hash of the script.',
      schema: { type: 'string', pattern: '^[\\w-]*$', minLength: 1, maxLength: 64 },
    },
  },
  answers: {
    200: { description: 'JavaScript.', type: 'text/javascript' },
    304: { description: 'The script with this ETag is still current.' },
    400: PROBLEM,
    429: TOO_MANY,
  },
} as const satisfies Partial<ApiRoute>;

/**
 * The routes of the API. The gateway's routes, the checks of requests, and the OpenAPI document in docs/openapi.json,
 * which the API also serves, are generated from this table.
 */
export const API_ROUTES = {
  recommendations: {
    methods: ['GET', 'HEAD'],
    path: '/recommendations/{useCase}',
    summary: 'Recommendations of a use case',
    description:
      'Answers without a user are public. A user is proven by a token, or by a JWT below /user. If no recommender answers in time, ' +
      'the answer falls back to best sellers; also viewed falls back to similar items, if the shop has them. `from` says so.',
    takesUser: true,
    parameters: {
      useCase: {
        in: 'path',
        required: true,
        description: 'A use case that the shop has.',
        schema: { type: 'string', enum: ANSWERED_USE_CASES },
      },
      item: {
        in: 'query',
        description: 'Item that the visitor looks at; some use cases need it.',
        schema: ID,
      },
      items: {
        in: 'query',
        description:
          'Items in the cart, instead of item: one answer for all of them, which contains none of them. Separated by commas, the latest last.',
        schema: ID,
        isList: { maxItems: MAX_CART },
      },
      user: { in: 'query', description: 'User, who must be the proven one.', schema: ID },
      session: {
        in: 'query',
        description: 'Random id of the visitor, for answers that follow the events of the session.',
        schema: RANDOM_ID,
      },
      num: NUM,
      filter: {
        in: 'query',
        description: 'Name of a filter of the shop, instead of the default one.',
        schema: { type: 'string', pattern: '^[a-zA-Z0-9_-]*$', minLength: 1, maxLength: 25 },
      },
      promotion: {
        in: 'query',
        description: 'A promotion of the shop; live answers mix in its items.',
        schema: ID,
      },
      exclude: EXCLUDE,
      visitor: {
        in: 'query',
        description:
          'First 32 bits of SHA-256("ecommerce-recommenders:" + anonymous id), for experiments; with consent only.',
        schema: VISITOR,
      },
    },
    answers: {
      200: { description: 'Items, best first.', type: 'application/json', schema: 'Recommendations' },
      304: { description: 'The answer with this ETag is still current.' },
      400: PROBLEM,
      403: UNPROVEN,
      429: TOO_MANY,
    },
  },
  items: {
    methods: ['GET', 'HEAD'],
    path: '/items',
    summary: 'What the shop knows of given items',
    description:
      'For shelves of items that the page knows, such as those that a visitor has viewed. Items that are sold out, withdrawn or ' +
      'hidden by a merchandising rule are left out.',
    takesUser: false,
    parameters: {
      items: {
        in: 'query',
        description: 'Items, in the order of the answer. Separated by commas.',
        schema: ID,
        isList: { maxItems: MAX_CART },
      },
      num: NUM,
      exclude: EXCLUDE,
    },
    answers: {
      200: {
        description: 'The items, in the order of the request.',
        type: 'application/json',
        schema: 'Given',
      },
      304: { description: 'The answer with this ETag is still current.' },
      400: PROBLEM,
      429: TOO_MANY,
    },
  },
  ranking: {
    methods: ['POST'],
    path: '/ranking',
    summary: 'Items in the order that suits a visitor',
    description:
      'For category pages and search results. The answer has each item of the request once, sorted for the proven user or the ' +
      'session; items that the ranking does not know come last. If they are not ranked in time, they keep their order; `from` says so.',
    takesUser: true,
    needsRanking: true,
    parameters: {},
    body: {
      type: 'object',
      additionalProperties: false,
      required: ['items'],
      properties: {
        items: {
          type: 'array',
          minItems: 1,
          maxItems: MAX_RANKED,
          items: ID,
          description: 'Items to rank, in the order to fall back to; duplicates count once.',
        },
        user: { ...ID, description: 'User, who must be the proven one.' },
        session: {
          ...RANDOM_ID,
          description: 'Random id of the visitor, for an order that follows the events of the session.',
        },
      },
    },
    maxBodyBytes: MAX_RANKED_BYTES,
    answers: {
      200: { description: 'The items, best first.', type: 'application/json', schema: 'Ranked' },
      400: PROBLEM,
      403: UNPROVEN,
      413: { ...PROBLEM, description: `A body of more than ${MAX_RANKED_BYTES} bytes.` },
      429: TOO_MANY,
    },
  },
  events: {
    methods: ['POST'],
    path: '/events',
    summary: 'What a visitor did',
    description:
      'Views, additions to the cart and purchases go to the event tracker; impressions and clicks only count in experiments. ' +
      'All events of a request are accepted, or none.',
    takesUser: true,
    parameters: {},
    body: {
      type: 'object',
      additionalProperties: false,
      required: ['session', 'events'],
      properties: {
        session: { ...RANDOM_ID, description: 'Random id of the visitor.' },
        // The list is empty if the request only counts a visitor to whom the experiment shows nothing.
        events: { type: 'array', minItems: 0, maxItems: MAX_EVENTS, items: EVENT },
        visitor: VISITOR,
        first: {
          type: 'boolean',
          description:
            'Whether this browser sends events of the answer’s experiment for the first time; counts the visitor.',
        },
      },
    },
    maxBodyBytes: MAX_EVENTS_BYTES,
    answers: {
      202: { description: 'All events are accepted.', type: 'application/json', schema: 'Accepted' },
      400: PROBLEM,
      403: {
        ...UNPROVEN,
        description:
          'A purchase whose item the user token does not name as bought, or a wrong proof. None is accepted.',
      },
      413: { ...PROBLEM, description: `A body of more than ${MAX_EVENTS_BYTES} bytes.` },
      429: TOO_MANY,
      503: {
        ...PROBLEM,
        description: 'The tracker does not accept events at the moment. None was accepted; send them again.',
      },
    },
  },
  guests: {
    methods: ['POST'],
    path: '/guests',
    summary: 'A token for a visitor without an account',
    description:
      'Admits the visitor, who has consented, as a guest: a user whose events teach the models. The number of guests a day is ' +
      'bounded; beyond it, the visitor stays a session.',
    takesUser: false,
    needsGuests: true,
    parameters: {},
    answers: {
      201: { description: 'A guest.', type: 'application/json', schema: 'Guest' },
      400: PROBLEM,
      429: {
        ...PROBLEM,
        description: 'No more guests today, or more requests than the stage admits. Ask again later.',
      },
      503: { ...PROBLEM, description: 'Guests cannot be counted at the moment. Ask again later.' },
    },
  },
  script: {
    ...SCRIPT,
    path: '/recommended-items.js',
    summary: 'The element <recommended-items>',
  },
  rankingScript: {
    ...SCRIPT,
    path: '/ranked-items.js',
    summary: 'The element <ranked-items>',
    needsRanking: true,
  },
  openapi: {
    methods: ['GET', 'HEAD'],
    path: '/openapi.json',
    summary: 'This document',
    description: 'OpenAPI 3.1.',
    takesUser: false,
    parameters: {},
    answers: {
      200: { description: 'An OpenAPI document.', type: 'application/json' },
      304: { description: 'The document with this ETag is still current.' },
      400: PROBLEM,
      429: TOO_MANY,
    },
  },
} as const satisfies Record<string, ApiRoute>;

/** Name of a route: `recommendations`, `events`, … */
export type ApiRouteName = keyof typeof API_ROUTES;

/** Names of the routes in the order of the document. */
const API_ROUTE_NAMES = Object.keys(API_ROUTES) as ApiRouteName[];

/** Path of a route for requests with a JWT, which the gateway's authorizer checks. */
const userPath = (path: string): string => `/user${path}`;

/** A route of the gateway. */
export interface GatewayRoute {
  readonly name: ApiRouteName;
  readonly method: ApiRoute['methods'][number];
  readonly path: string;
  /** Whether the gateway's authorizer checks a JWT first. */
  readonly isAuthorized: boolean;
}

/** Optional parts of a shop's API. */
export interface ApiParts {
  readonly hasAuthorizer: boolean;
  readonly hasRanking: boolean;
  readonly hasGuests: boolean;
}

/** All optional parts. */
export const ALL_PARTS: ApiParts = { hasAuthorizer: true, hasRanking: true, hasGuests: true };

/** All routes of the gateway. */
export const gatewayRoutes = ({ hasAuthorizer, hasRanking, hasGuests }: ApiParts): GatewayRoute[] =>
  API_ROUTE_NAMES.flatMap((name) => {
    const { methods, path, takesUser, needsRanking, needsGuests }: ApiRoute = API_ROUTES[name];
    if ((needsRanking && !hasRanking) || (needsGuests && !hasGuests)) return [];
    const open = methods.map((method) => ({ name, method, path, isAuthorized: false }));
    const authorized = open.map((route) => ({ ...route, path: userPath(path), isAuthorized: true }));
    return takesUser && hasAuthorizer ? [...open, ...authorized] : open;
  });

/** Request headers that pages of other origins may send. */
export const requestHeaders = (hasAuthorizer: boolean): string[] => [
  'content-type',
  USER_TOKEN_HEADER,
  ...(hasAuthorizer ? ['authorization'] : []),
];
