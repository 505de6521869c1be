import type { AnsweredUseCase } from '../lists/similar-items';
import type { Rule } from './rules';

/** The properties of an answer that decide which rules apply. */
export interface RuledAnswer {
  /** Absent for items that no use case recommends. Rules for particular use cases then do not apply. */
  readonly useCase?: AnsweredUseCase;
  /** Items to which the answer refers: one, those of a cart, or none. */
  readonly about: readonly string[];
  /** Milliseconds since 1970. */
  readonly nowMs: number;
}

/** Returns the categories of an item; empty if it is unknown. */
export type CategoriesOf = (itemId: string) => readonly string[];

/** Rules that apply to an answer, in the order of the file. */
export function rulesFor(
  rules: readonly Rule[],
  { useCase, about, nowMs }: RuledAnswer,
  categoriesOf: CategoriesOf,
): readonly Rule[] {
  return rules.filter(
    ({ useCases, aboutItems, aboutCategory, from, until }) =>
      (useCases === undefined || (useCase !== undefined && useCases.includes(useCase))) &&
      (aboutItems === undefined || about.some((itemId) => aboutItems.includes(itemId))) &&
      (aboutCategory === undefined || about.some((itemId) => categoriesOf(itemId).includes(aboutCategory))) &&
      (from === undefined || Date.parse(from) <= nowMs) &&
      (until === undefined || nowMs < Date.parse(until)),
  );
}

/** Candidates after the rules were applied. */
export interface Ruled {
  readonly itemIds: readonly string[];
  /** Name of the rule to which an item owes its place. */
  readonly ruleOf: ReadonlyMap<string, string>;
  /** Names of the rules that hid candidates. */
  readonly hiddenBy: readonly string[];
}

/**
 * Applies rules to candidates. Pinned items come first, then promoted ones, then the others; hidden ones are left
 * out. Pinned items need not be candidates. An item that is both pinned and hidden is hidden. If two rules name an
 * item, the first one in the file wins.
 */
export function applyRules(
  active: readonly Rule[],
  candidates: readonly string[],
  categoriesOf: CategoriesOf,
): Ruled {
  if (active.length === 0) return { itemIds: candidates, ruleOf: new Map(), hiddenBy: [] };
  const matchers = active.map((rule) => ({ rule, matches: matcher(rule, categoriesOf) }));
  const firstOf = (action: Rule['action'], itemId: string): string | undefined =>
    matchers.find(({ rule, matches }) => rule.action === action && matches(itemId))?.rule.name;
  const hiddenBy = new Set<string>();
  const isShown = (itemId: string): boolean => {
    const by = firstOf('hide', itemId);
    if (by !== undefined) hiddenBy.add(by);
    return by === undefined;
  };
  const ruleOf = new Map<string, string>();
  for (const { action, items = [], name } of active)
    if (action === 'pin')
      for (const itemId of items) if (!ruleOf.has(itemId) && isShown(itemId)) ruleOf.set(itemId, name);
  const pinned = [...ruleOf.keys()];
  const promoted: string[] = [];
  const others: string[] = [];
  for (const itemId of candidates) {
    if (ruleOf.has(itemId) || !isShown(itemId)) continue;
    const by = firstOf('promote', itemId);
    if (by !== undefined) ruleOf.set(itemId, by);
    (by === undefined ? others : promoted).push(itemId);
  }
  return { itemIds: [...pinned, ...promoted, ...others], ruleOf, hiddenBy: [...hiddenBy] };
}

function matcher({ items, category }: Rule, categoriesOf: CategoriesOf): (itemId: string) => boolean {
  if (category !== undefined) return (itemId) => categoriesOf(itemId).includes(category);
  const ids = new Set(items);
  return (itemId) => ids.has(itemId);
}
