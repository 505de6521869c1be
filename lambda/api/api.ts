import { openApiDocument } from '@ecommerce-recommenders/shop-data/contracts/api/openapi';
import {
  DEFAULT_RESULTS,
  type ApiEvents,
  type ApiRanking,
  type GatewayRoute,
} from '@ecommerce-recommenders/shop-data/contracts/api/routes';
import type { ApiConfig } from '@ecommerce-recommenders/shop-data/contracts/functions/api';
import { USER_TOKEN_HEADER } from '@ecommerce-recommenders/shop-data/contracts/functions/api';
import { anonymousId } from '@ecommerce-recommenders/shop-data/data/our-ids';
import { needsItem } from '@ecommerce-recommenders/shop-data/contracts/lists/read-list';
import {
  SIMILAR_ITEMS,
  type AnsweredUseCase,
} from '@ecommerce-recommenders/shop-data/contracts/lists/similar-items';
import type { HandlerLogger } from '../shop/functions/handler-logger';
import {
  bodyOf,
  parametersOf,
  RequestProblem,
  routeOf,
  type GivenParameters,
  type RecommendationParameters,
} from './check-request';
import type { HttpAnswer, HttpEvent } from './http-event';
import type { Guests } from './guests';
import { lostEventsMetric } from './metrics';
import { isUserId, type Proof } from './prove-user';
import { recommend, showGiven, warmUp, type Recommendations, type RecommendDeps } from './recommend';
import type { rank } from './rank';
import { hashOf, json, NO_STORE, packer, type Reply } from './reply';
import type { Question } from './sources';
import { STOREFRONT_SCRIPTS } from './storefront-script';
import type { takeEvents } from './take-events';

/** Dependencies of {@link api}. */
export interface ApiDeps extends RecommendDeps {
  readonly config: ApiConfig;
  readonly prove: (token: string | undefined) => Promise<Proof>;
  readonly rank: ReturnType<typeof rank>;
  readonly take: ReturnType<typeof takeEvents>;
  /** Counts events for the experiment and the shelves. */
  readonly count: (sent: ApiEvents) => Promise<void>;
  /** Absent without guests. */
  readonly guests?: Guests;
  readonly logger: HandlerLogger;
}

/** How long answers may be cached, in seconds. Lists change rarely; fallbacks expire quickly. */
const MAX_AGE: Record<Recommendations['from'], number> = {
  live: 60,
  lists: 300,
  'similar-items': 60,
  'best-sellers': 10,
  catalogue: 10,
  nothing: 10,
};

/** Answers that rules apply to are cached for less, so that new rules take effect within a minute. Rules are read every 20 s. */
const MAX_AGE_WITH_RULES = 30;

const NO_MORE_GUESTS =
  'No more guests today: the setting guests limits their number, for the shop and for each address. The visitor stays a session.';

const HOUR = 'public, max-age=3600';
const IMMUTABLE = 'public, max-age=31536000, immutable';

/** Handles the requests of the HTTP API. Internal errors become JSON answers, and logs never contain values of the request. */
export function api(deps: ApiDeps): (event: HttpEvent) => Promise<HttpAnswer> {
  const { config, prove, rank, take, count, guests, logger } = deps;
  const answer = recommend(deps);
  const given = showGiven(deps);
  let warming: Promise<void> | undefined;
  /** Called during the first request that needs it, because Lambda freezes the environment between requests. */
  const warm = (): Promise<void> => (warming ??= warmUp(deps));
  const document = JSON.stringify(openApiDocument());

  const proofOf = async ({ isAuthorized }: GatewayRoute, event: HttpEvent): Promise<Proof> => {
    if (!isAuthorized) return prove(event.headers[USER_TOKEN_HEADER]);
    const user = event.requestContext.authorizer?.jwt?.claims?.[config.claim ?? ''];
    if (isUserId(user)) return { user };
    throw new RequestProblem(403, `The token has no claim ${config.claim ?? ''} with the id of a user.`);
  };

  const ROUTES: Record<GatewayRoute['name'], (route: GatewayRoute, event: HttpEvent) => Promise<Reply>> = {
    async recommendations(route, event) {
      const parameters = parametersOf(route, event) as unknown as RecommendationParameters;
      const proof = await proofOf(route, event);
      const { session, visitor } = parameters;
      refuseUnproven(parameters.user, proof);
      const question = questionOf(config, parameters, proof);
      await warm();
      const body = await answer(question);
      const { from } = body;
      const isPersonal = question.userId !== undefined || proof.isUnknown || session !== undefined;
      if (isPersonal) return json(200, body);
      const scope = visitor === undefined ? 'public' : 'private';
      // The ETag ignores recommendationId; events may cite the id of a cached answer.
      const sameAs = body.recommendationId === undefined ? body : { ...body, recommendationId: undefined };
      const maxAge = Math.min(MAX_AGE[from], config.rules ? MAX_AGE_WITH_RULES : Infinity);
      return json(200, body, `${scope}, max-age=${maxAge}`, sameAs);
    },

    async items(route, event) {
      const {
        items = [],
        num = DEFAULT_RESULTS,
        exclude = [],
      } = parametersOf(route, event) as GivenParameters;
      if (items.length === 0)
        throw new RequestProblem(400, 'items is absent, allowed are ids separated by commas.');
      const body = await given({ count: num, exclude }, [...new Set(items)]);
      // The answer is not shared, because hardly anybody else has viewed the same items.
      return json(200, body, `private, max-age=${MAX_AGE_WITH_RULES}`);
    },

    async ranking(route, event) {
      parametersOf(route, event);
      const { items, user, session } = bodyOf<ApiRanking>(route, event);
      const proof = await proofOf(route, event);
      refuseUnproven(user, proof);
      await warm();
      return json(200, await rank(items, askerOf(proof, session)));
    },

    async events(route, event) {
      parametersOf(route, event);
      const sent = bodyOf<ApiEvents>(route, event);
      const proof = await proofOf(route, event);
      if (proof.isUnknown) return unavailable('The user token could not be checked.');
      try {
        const accepted = await take(sent, proof);
        await count(sent);
        return json(202, { accepted });
      } catch (error) {
        if (error instanceof RequestProblem) throw error;
        lostEventsMetric(logger, deps, (error as Error).name);
        return unavailable('The event tracker does not accept events at the moment.');
      }
    },

    async guests(route, event) {
      parametersOf(route, event);
      if (!guests) throw new RequestProblem(404, 'The shop has no guests. Its setting guests admits some.');
      try {
        const guest = await guests.admit(event.requestContext.http?.sourceIp ?? '');
        return guest ? json(201, guest) : json(429, { message: NO_MORE_GUESTS });
      } catch (error) {
        logger.error('guests', { reason: (error as Error).name });
        return retryLater({ message: 'Guests cannot be counted at the moment. Ask again later.' });
      }
    },

    async script(route, event) {
      return scriptReply(STOREFRONT_SCRIPTS['recommended-items'], parametersOf(route, event));
    },

    async rankingScript(route, event) {
      return scriptReply(STOREFRONT_SCRIPTS['ranked-items'], parametersOf(route, event));
    },

    async openapi(route, event) {
      parametersOf(route, event);
      return { status: 200, type: 'application/json', text: document, cacheControl: HOUR, sameAs: document };
    },
  };

  const replyTo = async (event: HttpEvent): Promise<Reply> => {
    try {
      const route = routeOf(event);
      return await ROUTES[route.name](route, event);
    } catch (error) {
      if (error instanceof RequestProblem) return json(error.status, { message: error.message });
      // The message is not logged, because it may contain ids.
      const { name, stack = '' } = error as Error;
      logger.error('bug', { route: event.routeKey, reason: name, at: stack.split('\n')[1]?.trim() });
      return json(500, { message: 'Internal error. The log of the function has the details.' });
    }
  };

  const packed = packer();
  return async (event) => packed(event, await replyTo(event));
}

/** A script for pages of any origin. @param v hash of the content, from the request; if it is right, the reply is immutable */
const scriptReply = (text: string, { v }: { readonly v?: unknown }): Reply => ({
  status: 200,
  type: 'text/javascript',
  text,
  cacheControl: v === hashOf(text) ? IMMUTABLE : HOUR,
  sameAs: text,
  headers: { 'cross-origin-resource-policy': 'cross-origin' },
});

/** @throws RequestProblem (403) if the user is not the authenticated one. Does nothing if the token could not be checked. */
function refuseUnproven(user: string | undefined, proof: Proof): void {
  if (user === undefined || user === proof.user || proof.isUnknown) return;
  throw new RequestProblem(403, `The user is not proven. Send ${USER_TOKEN_HEADER}, or leave out user.`);
}

/** User id to answer for: the authenticated user, else the session, else undefined. */
const askerOf = ({ user }: Proof, session: string | undefined): string | undefined =>
  user ?? (session === undefined ? undefined : anonymousId(session));

/** Reply to events if the sender should send them again. */
const unavailable = (message: string): Reply =>
  retryLater({ message: `${message} None of the events was accepted; send them again.`, accepted: 0 });

/** Reply to a request if the sender should retry it. */
const retryLater = (body: object): Reply => ({
  ...json(503, body, NO_STORE),
  headers: { 'retry-after': '1' },
});

/** The question of a request, checked against the shop's own use cases and filters. @throws RequestProblem */
function questionOf(config: ApiConfig, parameters: RecommendationParameters, proof: Proof): Question {
  const { items, session, num = DEFAULT_RESULTS, visitor } = parameters;
  if (parameters.item !== undefined && items !== undefined)
    throw new RequestProblem(400, 'item and items are both there, allowed is one of the two.');
  // If an item is in the cart twice, its later position counts.
  const cart = items && [...new Set(items.toReversed())].toReversed();
  const item = cart ? cart.at(-1) : parameters.item;
  const exclude = [...(parameters.exclude ?? []), ...(cart ?? [])];
  const useCase = parameters.useCase as AnsweredUseCase;
  const { recommenders, filters, promotions = {} } = config;
  if (!Object.hasOwn(recommenders, useCase))
    throw new RequestProblem(
      400,
      `The shop does not have ${useCase}, allowed are ${Object.keys(recommenders).join(', ')}.`,
    );
  if (needsItem(useCase) && item === undefined)
    throw new RequestProblem(400, `item is absent, but ${useCase} needs one, or items.`);
  const usable = Object.keys(filters).filter((name) => {
    const { readsUser, readsItem } = filters[name];
    if (useCase === SIMILAR_ITEMS) return false;
    return (!readsItem || item !== undefined) && (!readsUser || recommenders[useCase] !== '');
  });
  const { filter = config.filter } = parameters;
  if (filter !== undefined && !usable.includes(filter))
    throw new RequestProblem(
      400,
      `filter is ${filter}, allowed for ${useCase} are ${usable.join(', ') || 'none'}.`,
    );
  const promoting = Object.keys(promotions).filter((name) => usable.includes(promotions[name].filter));
  const { promotion } = parameters;
  if (promotion !== undefined && !promoting.includes(promotion))
    throw new RequestProblem(
      400,
      `promotion is ${promotion}, allowed for ${useCase} are ${promoting.join(', ') || 'none'}.`,
    );
  return {
    useCase,
    itemId: item,
    cart,
    userId: askerOf(proof, session),
    filter,
    promotion,
    count: num,
    exclude,
    visitor,
  };
}
