import { CATALOGUE } from './catalogue/catalogue';
import type { Category, Style } from './catalogue/style';
import { createPrng, type Prng, shuffled, uuid } from './prng';

/** One row of items.csv, with hidden properties that drive the shoppers. */
export interface Item {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly style: string;
  readonly description: string;
  readonly aliases: readonly string[];
  readonly priceCents: number;
  /** Empty for unisex items. */
  readonly affinity: 'F' | 'M' | '';
  readonly stock: number;
  readonly isFeatured: boolean;
  /** The taste that the item matches, below {@link TASTES}. All items with the same first word have the same taste. */
  readonly taste: number;
  /** Relative frequency within its style; 0 if not on sale yet. */
  readonly popularity: number;
  /** True for consumables, which are bought again. */
  readonly isUsedUp: boolean;
  /** True if the item's page reports each view several times, like broken tracking. */
  readonly repeatsViews: boolean;
}

/** Number of tastes. */
export const TASTES = 4;

const SEED = 1;

/** The shop's items, style by style. Within a style, the most popular one comes first. */
export function makeItems(): Item[] {
  const random = createPrng(SEED);
  return CATALOGUE.flatMap((category) =>
    category.styles.flatMap((style) => itemsOf(category, style, random)),
  );
}

function itemsOf(category: Category, style: Style, random: Prng): Item[] {
  const nouns = style.nouns.split(', ');
  const phrases = style.phrases.split('|');
  const pairs = style.firsts
    .split(', ')
    .flatMap((first, index) => nouns.map((noun) => ({ first, noun, index })));
  return shuffled(pairs, random)
    .slice(0, style.count)
    .map(({ first, noun, index }, rank) => {
      const name = `${first} ${noun}`;
      return {
        id: uuid(random),
        name,
        category: category.name,
        style: style.name,
        description: `${name} ${random.pick(phrases)}. ${random.pick(category.closings)}`,
        aliases: style.aliases ?? [],
        priceCents: priceCents(style, random),
        affinity: style.affinity ?? '',
        stock: 3 + random.below(38),
        isFeatured: random.chance(2),
        taste: index % TASTES,
        popularity: rank === style.count - 1 && random.chance(30) ? 0 : zipf(rank),
        isUsedUp: style.refill ?? false,
        repeatsViews: random.chance(8),
      };
    });
}

/** Takes the smaller of two draws, so that most items of a style are cheap. */
function priceCents({ dollars: [lowest, highest], cents }: Style, random: Prng): number {
  const span = highest - lowest + 1;
  return 100 * (lowest + Math.min(random.below(span), random.below(span))) + cents;
}

/** Zipf's law in integers. */
function zipf(rank: number): number {
  return Math.floor(10_000 / (rank + 1));
}
