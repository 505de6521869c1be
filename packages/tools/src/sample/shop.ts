import { CATALOGUE } from './catalogue/catalogue';
import { SEASONS, type Style, WEEKS } from './catalogue/style';
import type { Item } from './items';
import { createPrng, type Prng, weightedChoice } from './prng';
import type { User } from './users';

const SEED = 3;

/** Number of candidates from which a shopper takes the favourite. */
const IN_SIGHT = 3;

/** The shop as a shopper sees it. Its methods identify an item by its index in `items`. */
export interface Shop {
  readonly items: readonly Item[];
  /** Demand for the category in the week, in percent of an ordinary week's. */
  demand(category: string, week: number): number;
  /** A random style of the category, weighted by the week's season. */
  style(category: string, week: number, random: Prng): string;
  /** A random item of the style, weighted by popularity and the shopper's preference. */
  item(style: string, shopper: User, random: Prng): number;
  /** The item's companions: one item of each style that goes with its own style. */
  companions(item: number): readonly number[];
}

/** Creates a shop that sells the items. */
export function createShop(items: readonly Item[]): Shop {
  const shelves = new Map<string, number[]>();
  items.forEach(({ style }, index) => shelves.set(style, [...(shelves.get(style) ?? []), index]));

  const chooseItem = new Map(
    [...shelves].map(([style, indexes]) => [
      style,
      weightedChoice(indexes.map((index) => items[index].popularity)),
    ]),
  );
  const chooseStyle = new Map(CATALOGUE.map(({ name, styles }) => [name, choicesByWeek(styles)]));
  const demands = new Map(CATALOGUE.map(({ name, styles }) => [name, demandByWeek(styles)]));
  const companions = matchCompanions(items, shelves);

  const draw = (style: string, random: Prng): number => shelves.get(style)![chooseItem.get(style)!(random)];
  return {
    items,
    demand: (category, week) => demands.get(category)![week],
    style: (category, week, random) => chooseStyle.get(category)![week](random).name,
    item: (style, shopper, random) => {
      const inSight = Array.from({ length: IN_SIGHT }, () => draw(style, random));
      return inSight.reduce((best, other) =>
        liking(items[other], shopper) > liking(items[best], shopper) ? other : best,
      );
    },
    companions: (item) => companions[item],
  };
}

/** Demand for each style in the week. */
function appeals(styles: readonly Style[], week: number): number[] {
  return styles.map(({ appeal = 10, season = 'steady' }) => appeal * SEASONS[season][week]);
}

/** A sampler of styles for each week. */
function choicesByWeek(styles: readonly Style[]): ((random: Prng) => Style)[] {
  return Array.from({ length: WEEKS }, (_, week) => {
    const choose = weightedChoice(appeals(styles, week));
    return (random) => styles[choose(random)];
  });
}

/** Each week's mean demand for the styles, weighted by their appeal, in percent of an ordinary week's. */
function demandByWeek(styles: readonly Style[]): number[] {
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  const ordinary = sum(styles.map(({ appeal = 10 }) => 10 * appeal));
  return Array.from({ length: WEEKS }, (_, week) =>
    Math.floor((100 * sum(appeals(styles, week))) / ordinary),
  );
}

/** Uniform over all items on sale, so that a companion need not be popular. */
function matchCompanions(
  items: readonly Item[],
  shelves: ReadonlyMap<string, readonly number[]>,
): number[][] {
  const random = createPrng(SEED);
  const goesWith = new Map(
    CATALOGUE.flatMap(({ styles }) => styles.map((style) => [style.name, style.goesWith])),
  );
  return items.map(({ style }) =>
    (goesWith.get(style) ?? []).map((other) =>
      random.pick(shelves.get(other)!.filter((index) => items[index].popularity > 0)),
    ),
  );
}

/** How much a shopper likes an item. Affinity outweighs taste, and taste outweighs price. */
function liking(item: Item, shopper: User): number {
  const fits = item.affinity === '' || item.affinity === shopper.gender;
  const pleases = item.taste === shopper.taste;
  const isCheap = shopper.discountPersona === 'lower_priced_products' && item.priceCents < 5_000;
  return (fits ? 4 : 0) + (pleases ? 2 : 0) + (isCheap ? 1 : 0);
}
