import { CATALOGUE } from './catalogue/catalogue';
import { TASTES } from './items';
import { FIRST_NAMES, STREETS, SURNAMES, TOWNS } from './people';
import { createPrng, type Prng, shuffled, weightedChoice } from './prng';

/** How a user reacts to prices; the column discount_persona. */
const DISCOUNT_PERSONAS = ['discount_indifferent', 'all_discounts', 'lower_priced_products'] as const;

/** One entry of {@link DISCOUNT_PERSONAS}. */
export type DiscountPersona = (typeof DISCOUNT_PERSONAS)[number];

/** One row of users.csv, and hidden properties. */
export interface User {
  /** `1`, `2`, … as in the file. */
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly street: string;
  readonly town: string;
  readonly state: string;
  readonly zipCode: string;
  readonly age: number;
  readonly gender: 'F' | 'M';
  /** Three categories, the favourite first. */
  readonly persona: readonly string[];
  readonly discountPersona: DiscountPersona;
  /** The user's taste, matched with the items'. */
  readonly taste: number;
  /** Number of visits; 0 for a user who signed up and never came. */
  readonly visits: number;
}

const SEED = 2;
const USERS = 4_500;
const PERSONAS = 24;

/** Distribution of visits per user: few come often. */
const VISITS = [
  { percent: 2, least: 0, most: 0 },
  { percent: 14, least: 1, most: 2 },
  { percent: 43, least: 3, most: 9 },
  { percent: 31, least: 10, most: 18 },
  { percent: 10, least: 19, most: 36 },
] as const;

/** The shop's users, in the order of their ids. */
export function makeUsers(): User[] {
  const random = createPrng(SEED);
  const categories = CATALOGUE.map(({ name }) => name);
  const personas = Array.from({ length: PERSONAS }, () => shuffled(categories, random).slice(0, 3));
  const chooseVisits = weightedChoice(VISITS.map(({ percent }) => percent));
  return Array.from({ length: USERS }, (_, index) => {
    const gender = random.chance(52) ? 'F' : 'M';
    const [town, state, zipStart] = random.pick(TOWNS);
    const { least, most } = VISITS[chooseVisits(random)];
    return {
      id: index + 1,
      firstName: random.pick(FIRST_NAMES[gender]),
      lastName: random.pick(SURNAMES),
      street: `${1 + random.below(240)} ${random.pick(STREETS)}`,
      town,
      state,
      zipCode: `${zipStart}${random.below(10)}${random.below(10)}`,
      age: age(random),
      gender,
      persona: random.pick(personas),
      discountPersona: random.pick(DISCOUNT_PERSONAS),
      taste: random.below(TASTES),
      visits: least + random.below(most - least + 1),
    };
  });
}

/** Years from 18 to 88; most shoppers are between 25 and 50. */
function age(random: Prng): number {
  return 18 + random.below(17) + random.below(17) + (random.chance(25) ? random.below(39) : 0);
}
