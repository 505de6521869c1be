import type { AnsweredFrom } from '@ecommerce-recommenders/shop-data/api/openapi';
import type { ApiConfig } from '@ecommerce-recommenders/shop-data/contracts/api';
import { USE_CASES, type UseCase, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { assignmentOf, type Assignment } from '@ecommerce-recommenders/shop-data/contracts/experiment';
import type { HandlerLogger } from '../shop/functions/handler-logger';
import { KEPT_BEST_SELLERS, type KnownBestSellers } from './best-sellers';
import { budgetOf } from './budget';
import type { Circuits } from './circuits';
import { candidatesFor, roomByCategory } from './diverse';
import type { ItemDetails, ItemTable } from './item-table';
import type { LiveAnswer } from './live-answers';
import type { commonAnswers } from './common-answers';
import { fallbackMetric } from './metrics';
import type { StoredItems } from './stored-items';
import type { StoredLists } from './stored-lists';

/** A checked request for recommendations. */
export interface Question {
  readonly useCase: UseCaseName;
  readonly itemId?: string;
  /** A proven user, or a session. */
  readonly userId?: string;
  readonly filter?: string;
  readonly count: number;
  readonly exclude: readonly string[];
  readonly visitor?: number;
}

/** The body of an answer. */
export interface Recommendations extends Partial<Assignment> {
  readonly useCase: UseCaseName;
  readonly recommendationId?: string;
  readonly from: AnsweredFrom;
  readonly items: readonly ({ readonly itemId: string } & ItemDetails)[];
}

/** Dependencies of {@link recommend}. */
export interface RecommendDeps {
  readonly config: Pick<
    ApiConfig,
    'recommenders' | 'filters' | 'filter' | 'soldOut' | 'hasItems' | 'experiment' | 'diversify'
  >;
  readonly ask: ReturnType<typeof commonAnswers>;
  readonly lists: StoredLists;
  readonly bestSellers: KnownBestSellers;
  readonly items: StoredItems;
  readonly circuits: Circuits;
  readonly stackName: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly logger: HandlerLogger;
}

/** What all recommenders of a request together, or its ranking, may take. */
export const LIVE_MS = 250;

/** What reading lists from S3 may take: some 20 ms, if nothing is wrong. */
const STORED_MS = 1_000;

/** Items asked for in addition, because some may be sold out or withdrawn. */
const SPARE_ITEMS = 25;

const LISTS = 'lists';
const BEST_SELLERS = 'best-sellers' satisfies UseCaseName;

/** Candidates of one source, best first. */
interface Candidates extends LiveAnswer {
  readonly from: AnsweredFrom;
}

/**
 * Answers from the first source that has an item to show: the use case's own recommender or lists, the best sellers', the
 * best sellers of the last good answer, the items in their own order.
 */
export function recommend(deps: RecommendDeps): (question: Question) => Promise<Recommendations> {
  const { config, ask, lists, bestSellers, items, circuits, now, logger } = deps;

  return async (question) => {
    const { useCase, itemId, userId, filter, count, exclude, visitor } = question;
    const { experiment } = config;
    const assignment = experiment && visitor !== undefined ? assignmentOf(experiment, visitor) : undefined;
    const isControl = assignment?.arm === 'control';
    if (isControl && experiment?.control === 'nothing')
      return { useCase, from: 'nothing', ...assignment, items: [] };
    // First, since reading a new table may take longer than a recommender may.
    const table = config.hasItems ? await items.current() : undefined;
    const budget = budgetOf(LIVE_MS, now);
    /** Filters of the items alone hold for every source; the user's own can be left out of a stand-in. */
    const fixed = filter !== undefined && !config.filters[filter].readsUser ? filter : undefined;
    const standInFilter = fixed !== undefined && config.filters[fixed].readsItem ? undefined : fixed;
    const spare = exclude.length + (config.hasItems ? SPARE_ITEMS : 0);
    const asked = candidatesFor(count, spare, config.diversify);

    const readsItem = (of: UseCaseName, by: string | undefined): boolean =>
      (USE_CASES[of] as UseCase).needs.includes('itemId') ||
      (by !== undefined && config.filters[by].readsItem === true);

    const listed = async (
      of: UseCaseName,
      by: string | undefined,
    ): Promise<readonly string[] | undefined> => {
      if (!circuits.allows(LISTS)) return undefined;
      try {
        const found = await lists.read({ useCase: of, itemId, filter: by }, budgetOf(STORED_MS, now));
        circuits.succeeded(LISTS);
        return found;
      } catch (error) {
        logger.error('circuit', { lists: of, reason: (error as Error).name, waitMs: circuits.failed(LISTS) });
        return undefined;
      }
    };

    const ofUseCase = async (of: UseCaseName, by: string | undefined): Promise<Candidates | undefined> => {
      const most = of === BEST_SELLERS ? Math.max(asked, KEPT_BEST_SELLERS) : asked;
      // An item that nothing reads would make a question of its own of each invented one.
      const item = readsItem(of, by) ? itemId : undefined;
      const answer = await ask({ useCase: of, itemId: item, userId, filter: by, count: most }, budget);
      const found: Candidates | undefined = answer && { ...answer, from: 'live' };
      const fromLists = found ? undefined : await listed(of, by);
      const candidates = found ?? (fromLists && { itemIds: fromLists, from: 'lists' as const });
      const isCommon = by === undefined || !config.filters[by].readsUser;
      if (candidates && of === BEST_SELLERS && isCommon && candidates.itemIds.length > 0)
        await bestSellers.learn(by ?? '', candidates.itemIds, budgetOf(LIVE_MS, now));
      return candidates;
    };

    const SOURCES: readonly (() => Promise<Candidates | undefined>)[] = [
      ...(isControl && useCase !== BEST_SELLERS ? [] : [() => ofUseCase(useCase, filter)]),
      ...(useCase === BEST_SELLERS ? [] : [() => standIn(ofUseCase(BEST_SELLERS, standInFilter))]),
      async () => {
        const last = await bestSellers.last(standInFilter ?? '', budgetOf(STORED_MS, now));
        return last && { itemIds: last, from: BEST_SELLERS };
      },
      async () =>
        table && standInFilter === undefined
          ? { itemIds: table.first(asked + 1), from: 'catalogue' }
          : undefined,
    ];

    const left = new Set([...exclude, ...(itemId === undefined ? [] : [itemId])]);
    for (const source of SOURCES) {
      const found = await source();
      if (!found) continue;
      const { from, recommendationId, itemIds } = found;
      const shown = showable(itemIds, left, count, table);
      if (shown.length === 0) continue;
      // An item that the shop does not have is no failure of a recommender's.
      const isUnknown = itemId !== undefined && table?.has(itemId) === false;
      if (from !== 'live' && from !== 'lists' && !isControl && !isUnknown)
        fallbackMetric(logger, deps, useCase, from);
      return { useCase, recommendationId, from, ...assignment, items: shown };
    }
    fallbackMetric(logger, deps, useCase, 'nothing');
    return { useCase, from: 'nothing', ...assignment, items: [] };
  };

  function showable(
    itemIds: readonly string[],
    left: ReadonlySet<string>,
    count: number,
    table: ItemTable | undefined,
  ): Recommendations['items'] {
    const shown: Recommendations['items'][number][] = [];
    // Without the table nobody knows what is sold out: where the shop says what is, nothing is shown by chance.
    if (!table && config.soldOut) return shown;
    const hasRoom = roomByCategory(config.diversify, table);
    for (const itemId of itemIds) {
      if (shown.length === count) break;
      if (!left.has(itemId) && (!table || table.isOnSale(itemId)) && hasRoom(itemId))
        shown.push({ itemId, ...table?.detailsOf(itemId) });
    }
    return shown;
  }
}

/** What each first call of an execution environment may take: it opens the connection. */
const WARMING_MS = 1_000;

/**
 * Prepares an execution environment: reads the items, opens the connection to Personalize, and learns the best sellers, so
 * that the first request has its whole budget and something to fall back on.
 */
export async function warmUp({ config, ask, bestSellers, items, now }: RecommendDeps): Promise<void> {
  const filter =
    config.filter !== undefined && !config.filters[config.filter].readsUser ? config.filter : undefined;
  const learn = async (): Promise<void> => {
    const found = await ask(
      { useCase: BEST_SELLERS, filter, count: KEPT_BEST_SELLERS },
      budgetOf(WARMING_MS, now),
    );
    if (found && found.itemIds.length > 0)
      await bestSellers.learn(filter ?? '', found.itemIds, budgetOf(WARMING_MS, now));
  };
  await Promise.all([learn(), config.hasItems ? items.current() : undefined]);
}

/** Best sellers in the place of what was asked for. */
async function standIn(found: Promise<Candidates | undefined>): Promise<Candidates | undefined> {
  const candidates = await found;
  return candidates && { ...candidates, from: BEST_SELLERS };
}
