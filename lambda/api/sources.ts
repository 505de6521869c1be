import type { AnsweredBecause, AnsweredFrom } from '@ecommerce-recommenders/shop-data/contracts/api/openapi';
import {
  isPopular,
  itemsBeforeFillers,
  POPULAR,
  POPULAR_LENGTH,
  type Popular,
} from '@ecommerce-recommenders/shop-data/contracts/api/fillers';
import type { ApiConfig } from '@ecommerce-recommenders/shop-data/contracts/functions/api';
import { needsItem } from '@ecommerce-recommenders/shop-data/contracts/lists/read-list';
import {
  SIMILAR_ITEMS,
  type AnsweredUseCase,
} from '@ecommerce-recommenders/shop-data/contracts/lists/similar-items';
import { USE_CASES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { HandlerLogger } from '../shop/functions/handler-logger';
import { KEPT_BEST_SELLERS, type KnownBestSellers } from './best-sellers';
import { budgetOf, type Budget } from './budget';
import type { Circuits } from './circuits';
import type { commonAnswers } from './common-answers';
import type { ItemTable } from './item-table';
import type { LiveAnswer } from './live-answers';
import { oneAnswer } from './one-answer';
import type { PopularLists } from './popular-lists';
import type { StoredLists } from './stored-lists';

/** A checked request for recommendations. */
export interface Question {
  readonly useCase: AnsweredUseCase;
  /** Of a cart, its latest. */
  readonly itemId?: string;
  /** Items of a cart, the latest last; absent for a question about one item or none. */
  readonly cart?: readonly string[];
  /** A proven user, or a session. */
  readonly userId?: string;
  readonly filter?: string;
  readonly promotion?: string;
  readonly count: number;
  readonly exclude: readonly string[];
  readonly visitor?: number;
}

/** State of one question while its sources are tried. */
export interface Lookup {
  readonly question: Question;
  /** Absent if the shop has no item table, or it could not be read yet. */
  readonly table?: ItemTable;
  /** Whether the experiment replaces this visitor's recommendations with best sellers. */
  readonly isControl: boolean;
  /** Number of candidates to request: some may be sold out, excluded, or of a category that is full. */
  readonly candidates: number;
  /** Shared by all live requests of the question. */
  readonly budget: Budget;
}

/** Candidates from one source, best first. */
export interface Candidates extends Omit<LiveAnswer, 'hasScores'> {
  readonly from: AnsweredFrom;
  /** @default - a fallback */
  readonly because?: Extract<AnsweredBecause, 'asked' | 'no-history'>;
  /** Popular items that fill up an answer about an item. @default - none */
  readonly fillers?: ReadonlySet<string>;
}

/** Dependencies of the {@link SOURCES}. */
export interface SourcesDeps {
  readonly config: Pick<ApiConfig, 'filters' | 'promotions'>;
  readonly ask: ReturnType<typeof commonAnswers>;
  readonly lists: StoredLists;
  readonly bestSellers: KnownBestSellers;
  readonly popular: PopularLists;
  readonly circuits: Circuits;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly logger: HandlerLogger;
}

type Source = (lookup: Lookup, deps: SourcesDeps) => Promise<Candidates | undefined>;

/** The use case that every other one falls back to. */
export const BEST_SELLERS = 'best-sellers' satisfies UseCaseName;

/** The use case that falls back to similar items first: both show alternatives to an item. */
const FALLS_BACK_TO_SIMILAR = 'customers-who-viewed-x-also-viewed' satisfies UseCaseName;

/** Time limit of all live requests of a question together. */
export const LIVE_MS = 250;

/** Time limit for reading lists or best sellers from S3, which usually takes 20 ms. */
const STORED_MS = 1_000;

/** Items of a cart that are asked about, the latest: each is a request to Personalize. */
const ASKED_OF_CART = 5;

/** Name of the lists' circuit. */
const LISTS = 'lists';

/** Sources of an answer, in order of preference. Each resolves to `undefined` if it has nothing for the question. */
export const SOURCES: readonly Source[] = [
  requestedUseCase,
  similarItems,
  latestBestSellers,
  currentBestSellers,
  rememberedBestSellers,
  startOfCatalogue,
];

/** The requested use case, about an item, about several of a cart, or about none. */
async function requestedUseCase(lookup: Lookup, deps: SourcesDeps): Promise<Candidates | undefined> {
  const { cart, useCase } = lookup.question;
  if (cart === undefined || !needsItem(useCase)) return requestedAnswer(lookup, deps);
  const answers = await Promise.all(
    cart
      .slice(-ASKED_OF_CART)
      .map((itemId) => requestedAnswer({ ...lookup, question: { ...lookup.question, itemId } }, deps)),
  );
  return oneAnswer(answers.filter((answer) => answer !== undefined));
}

/** The requested use case, about one item or none. The control arm gets only best sellers. */
async function requestedAnswer(lookup: Lookup, deps: SourcesDeps): Promise<Candidates | undefined> {
  const { useCase, filter } = lookup.question;
  if (lookup.isControl && useCase !== BEST_SELLERS) return undefined;
  const isAboutItem = needsItem(useCase) && useCase !== SIMILAR_ITEMS;
  // At the same time: whether an answer is one of popular items must not depend on who has asked for these.
  const [found] = await Promise.all([
    liveOrListed(useCase, filter, lookup, deps),
    isAboutItem
      ? learnPopular(lookup, deps, (useCase, of) =>
          deps.ask({ useCase, filter: of, count: POPULAR_LENGTH }, lookup.budget),
        )
      : undefined,
  ]);
  if (!found) return undefined;
  if (isAboutItem && found.from === 'lists')
    await learnPopular(lookup, deps, (useCase, of) => listed(useCase, of, lookup, deps));
  const own = isAboutItem ? ownItems(found, lookup, deps) : found.itemIds;
  const knowsNothing =
    useCase === 'recommended-for-you'
      ? lookup.question.userId === undefined || found.hasScores === false
      : own.length === 0 && found.itemIds.length > 0;
  if (knowsNothing) return { ...((await similarItems(lookup, deps)) ?? found), because: 'no-history' };
  const isOwn = new Set(own);
  return {
    ...found,
    because: 'asked',
    fillers: new Set(found.itemIds.filter((itemId) => !isOwn.has(itemId))),
  };
}

/** Items that the catalogue describes alike, in place of *also viewed*. Their lists exist without filters only. */
async function similarItems(lookup: Lookup, deps: SourcesDeps): Promise<Candidates | undefined> {
  const isFallback = lookup.question.useCase === FALLS_BACK_TO_SIMILAR && !lookup.isControl;
  if (!isFallback || fallbackFilter(lookup, deps) !== undefined) return undefined;
  const found = await listed(SIMILAR_ITEMS, undefined, lookup, deps);
  return found && found.itemIds.length > 0 ? { ...found, from: SIMILAR_ITEMS } : undefined;
}

/** Learns the popular lists with the filter of a question, unless they are known. */
async function learnPopular(
  lookup: Lookup,
  deps: SourcesDeps,
  read: (
    useCase: Popular,
    filter: string | undefined,
  ) => Promise<{ readonly itemIds: readonly string[] } | undefined>,
): Promise<void> {
  const filter = fallbackFilter(lookup, deps);
  const { popular } = deps;
  const learn = async (useCase: Popular): Promise<void> => {
    if (popular.isCurrent(useCase, filter ?? '')) return;
    const found = await read(useCase, filter);
    if (found && found.itemIds.length > 0) popular.learn(useCase, filter ?? '', found.itemIds);
  };
  await Promise.all(POPULAR.map(learn));
}

/** Items of an answer about an item, without popular ones that fill it up: none if it has only these. */
function ownItems({ itemIds, promoted }: Found, lookup: Lookup, deps: SourcesDeps): readonly string[] {
  const { useCase, userId, itemId, filter } = lookup.question;
  const applied = fallbackFilter(lookup, deps);
  const compared = itemIds.filter((one) => one !== itemId && !promoted?.has(one));
  const before = itemsBeforeFillers({
    itemIds: compared,
    itemId,
    popular: POPULAR.flatMap((popular) => [deps.popular.get(popular, applied ?? '') ?? []]),
    mayMiss:
      applied !== filter || (userId !== undefined && USE_CASES[useCase as UseCaseName].removesPurchased),
  });
  return before === 0 ? [] : [...compared.slice(0, before), ...(promoted ?? [])];
}

/**
 * Best sellers of recent days, in place of another use case. Not with a filter or a promotion, which a run does not apply, and not
 * for the control arm, which gets the best sellers of the recommender.
 */
async function latestBestSellers(lookup: Lookup, deps: SourcesDeps): Promise<Candidates | undefined> {
  const { useCase, promotion } = lookup.question;
  if (useCase === BEST_SELLERS || lookup.isControl || promotion !== undefined) return undefined;
  if (fallbackFilter(lookup, deps) !== undefined) return undefined;
  const itemIds = await stored('latest-best-sellers', (budget) => deps.lists.latestBestSellers(budget), deps);
  return itemIds && { itemIds, from: BEST_SELLERS };
}

/** Best sellers, in place of another use case. */
async function currentBestSellers(lookup: Lookup, deps: SourcesDeps): Promise<Candidates | undefined> {
  if (lookup.question.useCase === BEST_SELLERS) return undefined;
  const found = await liveOrListed(BEST_SELLERS, fallbackFilter(lookup, deps), lookup, deps);
  return found && { ...found, from: BEST_SELLERS };
}

/** The best sellers of an earlier answer. */
async function rememberedBestSellers(lookup: Lookup, deps: SourcesDeps): Promise<Candidates | undefined> {
  const { bestSellers, now } = deps;
  const itemIds = await bestSellers.last(fallbackFilter(lookup, deps) ?? '', budgetOf(STORED_MS, now));
  return itemIds && { itemIds, from: BEST_SELLERS };
}

/** The first items of the catalogue; not with a filter, which is not applied to it. */
async function startOfCatalogue(lookup: Lookup, deps: SourcesDeps): Promise<Candidates | undefined> {
  const { table, candidates } = lookup;
  if (!table?.isCatalogue || fallbackFilter(lookup, deps) !== undefined) return undefined;
  // One more, for the item that the question is about.
  return { itemIds: table.first(candidates + 1), from: 'catalogue' };
}

/**
 * The filter that a fallback has to apply as well: one that reads neither the user nor the item. Best sellers are about neither,
 * so they leave such a filter out.
 */
function fallbackFilter(
  { question: { filter } }: Lookup,
  { config: { filters } }: SourcesDeps,
): string | undefined {
  if (filter === undefined) return undefined;
  return filters[filter].readsUser || filters[filter].readsItem ? undefined : filter;
}

/** An answer of a use case. Lists have no scores. */
type Found = Omit<Candidates, 'because'> & Partial<Pick<LiveAnswer, 'hasScores'>>;

/** Asks the recommender of a use case, then its lists. Remembers popular items unless the filter reads the user. */
async function liveOrListed(
  useCase: AnsweredUseCase,
  filter: string | undefined,
  lookup: Lookup,
  deps: SourcesDeps,
): Promise<Found | undefined> {
  const found = (await live(useCase, filter, lookup, deps)) ?? (await listed(useCase, filter, lookup, deps));
  const isForEverybody = filter === undefined || !deps.config.filters[filter].readsUser;
  // Items of a promotion need not be popular.
  if (!found || !isForEverybody || found.promoted || found.itemIds.length === 0) return found;
  if (isPopular(useCase)) deps.popular.learn(useCase, filter ?? '', found.itemIds);
  if (useCase === BEST_SELLERS)
    await deps.bestSellers.learn(filter ?? '', found.itemIds, budgetOf(LIVE_MS, deps.now));
  return found;
}

async function live(
  useCase: AnsweredUseCase,
  filter: string | undefined,
  { question: { itemId, userId, promotion }, candidates, budget }: Lookup,
  { ask, config: { filters, promotions = {} } }: SourcesDeps,
): Promise<Found | undefined> {
  if (useCase === SIMILAR_ITEMS) return undefined;
  const applied = [filter, promotion === undefined ? undefined : promotions[promotion].filter];
  const readsItem =
    needsItem(useCase) || applied.some((name) => name !== undefined && filters[name].readsItem);
  const question = {
    useCase,
    // An item that is not read would split the cache, and anybody can invent ids.
    itemId: readsItem ? itemId : undefined,
    userId,
    filter,
    promotion,
    count: useCase === BEST_SELLERS ? Math.max(candidates, KEPT_BEST_SELLERS) : candidates,
  };
  const answer = await ask(question, budget);
  return answer && { ...answer, from: 'live' };
}

async function listed(
  useCase: AnsweredUseCase,
  filter: string | undefined,
  { question: { itemId } }: Lookup,
  deps: SourcesDeps,
): Promise<Found | undefined> {
  const read = (budget: Budget) => deps.lists.read({ useCase, itemId, filter }, budget);
  const itemIds = await stored(useCase, read, deps);
  return itemIds && { itemIds, from: 'lists' };
}

/** A list from S3; `undefined` if S3 does not answer in time. @param name for the log */
async function stored(
  name: string,
  read: (budget: Budget) => Promise<readonly string[] | undefined>,
  { circuits, now, logger }: SourcesDeps,
): Promise<readonly string[] | undefined> {
  if (!circuits.allows(LISTS)) return undefined;
  try {
    const itemIds = await read(budgetOf(STORED_MS, now));
    circuits.succeeded(LISTS);
    return itemIds;
  } catch (error) {
    const waitMs = circuits.failed(LISTS);
    logger.error('circuit', { lists: name, reason: (error as Error).name, waitMs });
    return undefined;
  }
}
