import type { AnsweredUseCase } from '../lists/similar-items';
import type { Rule } from './rules';

/** What rules are chosen by. */
export interface RuledAnswer {
  /** Absent for items that no use case recommends: rules for some use cases do not apply. */
  readonly useCase?: AnsweredUseCase;
  /** Items that the answer is about: one, those of a cart, or none. */
  readonly about: readonly string[];
  /** Milliseconds since 1970. */
  readonly nowMs: number;
}

/** Categories of an item; empty for one that is not known. */
export type CategoriesOf = (itemId: string) => readonly string[];

/** Rules in force for an answer, in the order of the file. */
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

/** Candidates in the order that rules give them. */
export interface Ruled {
  readonly itemIds: readonly string[];
  /** Name of the rule that an item owes its place to. */
  readonly ruleOf: ReadonlyMap<string, string>;
  /** Names of the rules that have left candidates out. */
  readonly hiddenBy: readonly string[];
}

/**
 * Applies rules to candidates: pinned items first, then those that are promoted, then the others, without hidden ones. Pinned items
 * need not be candidates. An item that is pinned and hidden is hidden; of two rules for an item, the first of the file counts.
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
