import { USER_TOKEN_HEADER } from '../functions/api';
import { ALL_PARTS, API_ROUTES, gatewayRoutes, type ApiRoute, type GatewayRoute } from './routes';

/** Sources of an answer. */
const ANSWERED_FROM = {
  live: 'a recommender',
  lists: 'a list of the latest run',
  'similar-items': 'items that the catalogue describes alike, as a fallback of also viewed',
  'best-sellers': 'the best sellers, as a fallback',
  catalogue: 'the shop’s items in the order of its data, a fallback until there are best sellers',
  nothing: 'nothing: there is no item that may be shown',
} as const;

/** `live`, `lists`, … */
export type AnsweredFrom = keyof typeof ANSWERED_FROM;

/** Reasons for the items of an answer. */
const ANSWERED_BECAUSE = {
  asked: 'the use case answered the question',
  'no-history':
    'the use case answered with popular items: it has learned nothing about the item or the visitor',
  'no-answer': 'a fallback: the use case did not answer',
  control: 'the visitor is in the control arm of the experiment',
} as const;

/** `asked`, `no-history`, … */
export type AnsweredBecause = keyof typeof ANSWERED_BECAUSE;

/** Sources of an order. */
const RANKED_FROM = {
  live: 'the campaign that ranks',
  given: 'the request, as nothing ranked its items in time',
} as const;

/** `live` or `given`. */
export type RankedFrom = keyof typeof RANKED_FROM;

const inWords = (values: Readonly<Record<string, string>>): string =>
  `${Object.entries(values)
    .map(([name, what]) => `${name}: ${what}`)
    .join('; ')}.`;

const text = (description: string): object => ({ type: 'string', description });

const SCHEMAS = {
  Recommendations: {
    type: 'object',
    required: ['useCase', 'from', 'because', 'items'],
    properties: {
      useCase: text('The use case of the request.'),
      recommendationId: text('To send with the events that the answer leads to; only live answers have one.'),
      from: {
        enum: Object.keys(ANSWERED_FROM),
        description: inWords(ANSWERED_FROM),
      },
      because: { enum: Object.keys(ANSWERED_BECAUSE), description: inWords(ANSWERED_BECAUSE) },
      arm: {
        enum: ['recommendations', 'control'],
        description: 'Arm of the experiment, if the visitor takes part.',
      },
      experiment: text('Name of the experiment. A browser sends `first` once for each name.'),
      windowDays: {
        type: 'integer',
        description: 'Days after an impression or a click during which purchases are sent with `visitor`.',
      },
      items: { type: 'array', items: { $ref: '#/components/schemas/Item' } },
      hiddenBy: {
        type: 'array',
        items: { type: 'string' },
        description: 'Names of merchandising rules that hid items.',
      },
    },
  },
  Given: {
    type: 'object',
    required: ['from', 'items'],
    properties: {
      from: { enum: ['given'], description: 'given: the request names the items.' },
      items: { type: 'array', items: { $ref: '#/components/schemas/Item' } },
      hiddenBy: {
        type: 'array',
        items: { type: 'string' },
        description: 'Names of merchandising rules that hid items.',
      },
    },
  },
  Ranked: {
    type: 'object',
    required: ['from', 'items'],
    properties: {
      recommendationId: text('To send with the events that the answer leads to; only live answers have one.'),
      from: { enum: Object.keys(RANKED_FROM), description: inWords(RANKED_FROM) },
      items: { type: 'array', items: { $ref: '#/components/schemas/Item' } },
    },
  },
  Item: {
    type: 'object',
    required: ['itemId'],
    description: 'An item, with details from the shop’s data.',
    properties: {
      itemId: text('Id.'),
      name: text('Name.'),
      price: { type: 'number' },
      currency: text('ISO 4217.'),
      category: text('Category.'),
      image: text('Address of an image.'),
      link: text('Address of its page.'),
      promotion: text('Name of the promotion that put the item there.'),
      rule: text('Name of the merchandising rule that put the item there.'),
      filler: {
        const: true,
        description:
          'A popular item that fills up an answer about another item, of which too little is known.',
      },
    },
  },
  Accepted: {
    type: 'object',
    required: ['accepted'],
    properties: { accepted: { type: 'integer', description: 'Number of events.' } },
  },
  Guest: {
    type: 'object',
    required: ['guest', 'token', 'expires'],
    properties: {
      guest: text('Id of the guest, for the shop’s back end.'),
      token: text(`For ${USER_TOKEN_HEADER}.`),
      expires: { type: 'integer', description: 'Unix seconds.' },
    },
  },
  Problem: { type: 'object', required: ['message'], properties: { message: { type: 'string' } } },
};

/** The OpenAPI 3.1 document of the API, the same for every shop. */
export function openApiDocument(): Readonly<Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of gatewayRoutes(ALL_PARTS))
    (paths[route.path] ??= {})[route.method.toLowerCase()] = operation(route);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Recommendations of a shop',
      version: '1',
      description:
        'Paths below /user exist if the shop’s setting api has a jwt, /ranking with its setting ranking, and /guests with its setting guests.',
    },
    paths,
    components: {
      schemas: SCHEMAS,
      securitySchemes: {
        userToken: {
          type: 'apiKey',
          in: 'header',
          name: USER_TOKEN_HEADER,
          description: 'A token that the shop’s back end has signed for a user.',
        },
        jwt: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      },
    },
  };
}

function operation({ name, method, isAuthorized }: GatewayRoute): object {
  const { summary, description, takesUser, parameters, body, answers }: ApiRoute = API_ROUTES[name];
  const listed = Object.entries(parameters).map(([name, { isList, schema, ...parameter }]) => ({
    name,
    ...parameter,
    ...(isList
      ? { style: 'form', explode: false, schema: { type: 'array', maxItems: isList.maxItems, items: schema } }
      : { schema }),
  }));
  const security = isAuthorized ? [{ jwt: [] }] : [{}, { userToken: [] }];
  const others = isAuthorized ? { 401: { description: 'No valid JWT.' } } : {};
  return {
    operationId: `${method.toLowerCase()}${isAuthorized ? 'User' : ''}${name[0].toUpperCase()}${name.slice(1)}`,
    summary,
    description,
    ...(takesUser && { security }),
    ...(listed.length > 0 && { parameters: listed }),
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: Object.fromEntries(
      Object.entries({ ...answers, ...others }).map(
        ([status, { description: what, type, schema }]: [string, ApiRoute['answers'][string]]) => [
          status,
          {
            description: what,
            ...(type &&
              method !== 'HEAD' && {
                content: { [type]: schema ? { schema: { $ref: `#/components/schemas/${schema}` } } : {} },
              }),
          },
        ],
      ),
    ),
  };
}
