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
  /** If the question is about a cart, its latest item. */
  readonly itemId?: string;
  /** Items of a cart, the latest last; absent if the question is about one item or none. */
  readonly cart?: readonly string[];
  /** An authenticated user, or a session. */
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
  /** Absent if the shop has no item table, or it has not been read yet. */
  readonly table?: ItemTable;
  /** Whether the visitor is in the control arm, which gets best sellers instead of recommendations. */
  readonly isControl: boolean;
  /** Number of candidates to request. Some may be sold out, excluded, or of a category without room. */
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

/** All other use cases fall back to this one. */
export const BEST_SELLERS = 'best-sellers' satisfies UseCaseName;

/** This use case falls back to similar items first, because both show alternatives to an item. */
const FALLS_BACK_TO_SIMILAR = 'customers-who-viewed-x-also-viewed' satisfies UseCaseName;

/** Time limit for all live requests of a question together. */
export const LIVE_MS = 250;

/** Time limit for reading lists or best sellers from S3, which usually takes 20 ms. */
const STORED_MS = 1_000;

/** Only this many latest items of a cart are asked about, because each takes a request to Personalize. */
const ASKED_OF_CART = 5;

/** Name of the lists' circuit. */
const LISTS = 'lists';

/** Sources of an answer, in order of preference. Each resolves to `undefined` if it cannot answer the question. */
export const SOURCES: readonly Source[] = [
  requestedUseCase,
  similarItems,
  latestBestSellers,
  currentBestSellers,
  rememberedBestSellers,
  startOfCatalogue,
];

/** Asks the requested use case about one item, several items of a cart, or none. */
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

/** Asks the requested use case about one item or none. The control arm gets only best sellers. */
async function requestedAnswer(lookup: Lookup, deps: SourcesDeps): Promise<Candidates | undefined> {
  const { useCase, filter } = lookup.question;
  if (lookup.isControl && useCase !== BEST_SELLERS) return undefined;
  const isAboutItem = needsItem(useCase) && useCase !== SIMILAR_ITEMS;
  // Both are asked in parallel: whether an answer consists of popular items must not depend on whether somebody asked
  // for those before.
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

/** Falls back from *also viewed* to items with a similar description in the catalogue. Their lists exist only without filters. */
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

/** Items of an answer about an item, without the popular ones that fill it up; undefined if it has no others. */
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
 * Falls back to the best sellers of recent days. Skipped with a filter or a promotion, which the lists do not apply,
 * and for the control arm, which gets the recommender's best sellers.
 */
async function latestBestSellers(lookup: Lookup, deps: SourcesDeps): Promise<Candidates | undefined> {
  const { useCase, promotion } = lookup.question;
  if (useCase === BEST_SELLERS || lookup.isControl || promotion !== undefined) return undefined;
  if (fallbackFilter(lookup, deps) !== undefined) return undefined;
  const itemIds = await stored('latest-best-sellers', (budget) => deps.lists.latestBestSellers(budget), deps);
  return itemIds && { itemIds, from: BEST_SELLERS };
}

/** Falls back from another use case to best sellers. */
async function currentBestSellers(lookup: Lookup, deps: SourcesDeps): Promise<Candidates | undefined> {
  if (lookup.question.useCase === BEST_SELLERS) return undefined;
  const found = await liveOrListed(BEST_SELLERS, fallbackFilter(lookup, deps), lookup, deps);
  return found && { ...found, from: BEST_SELLERS };
}

/** Falls back to the best sellers of an earlier answer. */
async function rememberedBestSellers(lookup: Lookup, deps: SourcesDeps): Promise<Candidates | undefined> {
  const { bestSellers, now } = deps;
  const itemIds = await bestSellers.last(fallbackFilter(lookup, deps) ?? '', budgetOf(STORED_MS, now));
  return itemIds && { itemIds, from: BEST_SELLERS };
}

/** Falls back to the first items of the catalogue. Skipped with a filter, which cannot be applied here. */
async function startOfCatalogue(lookup: Lookup, deps: SourcesDeps): Promise<Candidates | undefined> {
  const { table, candidates } = lookup;
  if (!table?.isCatalogue || fallbackFilter(lookup, deps) !== undefined) return undefined;
  // One more is taken, in case the item that the question is about is among them.
  return { itemIds: table.first(candidates + 1), from: 'catalogue' };
}

/**
 * The filter that a fallback must apply, too. A filter that reads the user or the item is left out, because best
 * sellers are asked for without either.
 */
function fallbackFilter(
  { question: { filter } }: Lookup,
  { config: { filters } }: SourcesDeps,
): string | undefined {
  if (filter === undefined) return undefined;
  return filters[filter].readsUser || filters[filter].readsItem ? undefined : filter;
}

/** The answer of a use case. Lists have no scores. */
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
  // Promoted items need not be popular, so such answers are not learned.
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
    // An unused item id would split the cache, and anybody can invent ids.
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

/** Reads a list from S3; `undefined` if S3 does not answer in time. @param name for the log */
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
