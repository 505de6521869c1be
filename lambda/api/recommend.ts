import type { AnsweredBecause, AnsweredFrom } from '@ecommerce-recommenders/shop-data/contracts/api/openapi';
import { POPULAR } from '@ecommerce-recommenders/shop-data/contracts/api/fillers';
import type { ApiConfig } from '@ecommerce-recommenders/shop-data/contracts/functions/api';
import {
  assignmentOf,
  type Assignment,
} from '@ecommerce-recommenders/shop-data/contracts/functions/experiment';
import {
  applyRules,
  rulesFor,
  type CategoriesOf,
} from '@ecommerce-recommenders/shop-data/contracts/rules/apply-rules';
import type { Rule } from '@ecommerce-recommenders/shop-data/contracts/rules/rules';
import type { AnsweredUseCase } from '@ecommerce-recommenders/shop-data/contracts/lists/similar-items';
import { KEPT_BEST_SELLERS } from './best-sellers';
import { budgetOf } from './budget';
import { candidatesFor, roomByCategory } from './diverse';
import type { ItemDetails, ItemTable } from './item-table';
import { fallbackMetric } from './metrics';
import {
  BEST_SELLERS,
  LIVE_MS,
  SOURCES,
  type Candidates,
  type Lookup,
  type Question,
  type SourcesDeps,
} from './sources';
import type { StoredItems } from './stored-items';
import type { StoredRules } from './stored-rules';

/** The body of an answer. */
export interface Recommendations extends Partial<Assignment> {
  readonly useCase: AnsweredUseCase;
  readonly recommendationId?: string;
  readonly from: AnsweredFrom;
  readonly because: AnsweredBecause;
  readonly items: readonly ({
    readonly itemId: string;
    readonly rule?: string;
    readonly promotion?: string;
    /** Set on a popular item that fills up the answer. */
    readonly filler?: true;
  } & ItemDetails)[];
  /** Names of the merchandising rules that hid items. */
  readonly hiddenBy?: readonly string[];
}

/** Dependencies of {@link recommend}. */
export interface RecommendDeps extends SourcesDeps {
  readonly config: Pick<
    ApiConfig,
    'recommenders' | 'filters' | 'filter' | 'soldOut' | 'hasItems' | 'experiment' | 'diversify' | 'promotions'
  >;
  readonly items: StoredItems;
  /** Merchandising rules; absent if the shop has none. */
  readonly rules?: StoredRules;
  readonly stackName: string;
}

/** This many more items are requested, because some may be sold out or withdrawn. */
const SPARE_ITEMS = 25;

/** Answers from the first of the {@link SOURCES} that has an item to show. */
export function recommend(deps: RecommendDeps): (question: Question) => Promise<Recommendations> {
  const { config, items, rules, now, logger } = deps;
  const { experiment, hasItems, diversify } = config;

  return async (question) => {
    const { useCase, count, exclude, visitor } = question;
    const assignment = experiment && visitor !== undefined ? assignmentOf(experiment, visitor) : undefined;
    const isControl = assignment?.arm === 'control';
    if (isControl && experiment?.control === 'nothing')
      return { useCase, from: 'nothing', because: 'control', ...assignment, items: [] };
    // The items are read before the budget starts, because reading a new table may take longer than live requests may.
    const table = hasItems ? await items.current() : undefined;
    const active = rules
      ? rulesFor(
          await rules.current(),
          {
            useCase,
            about: question.cart ?? (question.itemId === undefined ? [] : [question.itemId]),
            nowMs: now(),
          },
          categoriesIn(table),
        )
      : [];
    const isChosenFrom = diversify !== undefined || active.some(({ action }) => action !== 'pin');
    const lookup: Lookup = {
      question,
      table,
      isControl,
      candidates: candidatesFor(count, exclude.length + (hasItems ? SPARE_ITEMS : 0), isChosenFrom),
      budget: budgetOf(LIVE_MS, now),
    };
    for (const source of SOURCES) {
      const found = await source(lookup, deps);
      if (!found) continue;
      const shown = showable(found, lookup, config, active);
      if (shown.items.length === 0) continue;
      const { recommendationId, from, because = whyFallback(lookup) } = found;
      if (because === 'no-answer') fallbackMetric(logger, deps, useCase, from);
      return { useCase, recommendationId, from, because, ...assignment, ...shown };
    }
    fallbackMetric(logger, deps, useCase, 'nothing');
    return { useCase, from: 'nothing', because: whyFallback(lookup), ...assignment, items: [] };
  };
}

/** Items that the page knows, with their details. */
export interface GivenItems extends Shown {
  readonly from: 'given';
}

/** Shows the items of a request in their order. Only merchandising rules that hide items everywhere apply. */
export function showGiven({
  config: { hasItems, soldOut },
  items,
  rules,
  now,
}: RecommendDeps): (question: Wanted, itemIds: readonly string[]) => Promise<GivenItems> {
  return async (question, itemIds) => {
    const table = hasItems ? await items.current() : undefined;
    const active = rules
      ? rulesFor(await rules.current(), { about: [], nowMs: now() }, categoriesIn(table))
      : [];
    const hiding = active.filter(({ action }) => action === 'hide');
    return { from: 'given', ...showable({ itemIds }, { question, table }, { soldOut }, hiding) };
  };
}

/** The part of an answer that depends on the shown items. */
type Shown = Pick<Recommendations, 'items' | 'hiddenBy'>;

/** Which candidates may be shown, and how many. */
type Wanted = Pick<Question, 'itemId' | 'promotion' | 'count' | 'exclude'>;

/** The first candidates that may be shown, with their details. */
function showable(
  { itemIds, promoted, fillers }: Pick<Candidates, 'itemIds' | 'promoted' | 'fillers'>,
  { question, table }: { readonly question: Wanted; readonly table?: ItemTable },
  { soldOut, diversify }: Pick<RecommendDeps['config'], 'soldOut' | 'diversify'>,
  active: readonly Rule[],
): Shown {
  const { itemId: asked, promotion, count, exclude } = question;
  const shown: Recommendations['items'][number][] = [];
  // Without the table, any of the candidates may be sold out.
  if (!table && soldOut) return { items: shown };
  const { itemIds: ruled, ruleOf, hiddenBy } = applyRules(active, itemIds, categoriesIn(table));
  const excluded = new Set([...exclude, ...(asked === undefined ? [] : [asked])]);
  const hasRoom = roomByCategory(diversify, table);
  for (const itemId of ruled) {
    if (shown.length === count) break;
    if (!excluded.has(itemId) && (!table || table.isOnSale(itemId)) && hasRoom(itemId))
      shown.push({
        itemId,
        ...(promoted?.has(itemId) && { promotion }),
        ...(fillers?.has(itemId) && { filler: true as const }),
        ...(ruleOf.has(itemId) && { rule: ruleOf.get(itemId) }),
        ...table?.detailsOf(itemId),
      });
  }
  return { items: shown, ...(hiddenBy.length > 0 && { hiddenBy }) };
}

/** Splits the category column of the item table: a category is one value, or several with `|` between them. */
const categoriesIn =
  (table: ItemTable | undefined): CategoriesOf =>
  (itemId) =>
    table?.detailsOf(itemId).category?.split('|') ?? [];

/** Why an answer is a fallback. Neither the control arm nor an unknown item counts as a failure. */
function whyFallback({ question: { itemId }, table, isControl }: Lookup): AnsweredBecause {
  if (isControl) return 'control';
  return itemId !== undefined && table?.has(itemId) === false ? 'no-history' : 'no-answer';
}

/** Time limit of an execution environment's first requests, which open the connections. */
const WARMING_MS = 1_000;

/**
 * Prepares an execution environment: reads the items, opens the connection to Personalize, and learns the best
 * sellers. The first request then has its whole budget, and something to fall back on.
 */
export async function warmUp({
  config,
  ask,
  bestSellers,
  popular,
  items,
  now,
}: RecommendDeps): Promise<void> {
  const filter =
    config.filter !== undefined && !config.filters[config.filter].readsUser ? config.filter : undefined;
  const learn = async (useCase: (typeof POPULAR)[number]): Promise<void> => {
    const found = await ask({ useCase, filter, count: KEPT_BEST_SELLERS }, budgetOf(WARMING_MS, now));
    if (!found || found.itemIds.length === 0) return;
    popular.learn(useCase, filter ?? '', found.itemIds);
    if (useCase === BEST_SELLERS)
      await bestSellers.learn(filter ?? '', found.itemIds, budgetOf(WARMING_MS, now));
  };
  await Promise.all([...POPULAR.map(learn), config.hasItems ? items.current() : undefined]);
}
