import { CATALOGUE } from './catalogue/catalogue';
import { TASTES } from './items';
import { createPrng, type Prng, shuffled, weightedChoice } from './prng';

/** How a user reacts to prices; the column discount_persona. */
const DISCOUNT_PERSONAS = ['discount_indifferent', 'all_discounts', 'lower_priced_products'] as const;

/** One entry of {@link DISCOUNT_PERSONAS}. */
export type DiscountPersona = (typeof DISCOUNT_PERSONAS)[number];

/** One row of users.csv, and hidden properties. */
export interface User {
  /** Id in the file: `1`, `2`, … */
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly street: string;
  readonly town: string;
  readonly state: string;
  readonly zipCode: string;
  readonly age: number;
  readonly gender: 'F' | 'M';
  /** Three categories, beginning with the favourite. */
  readonly persona: readonly string[];
  readonly discountPersona: DiscountPersona;
  /** The user's taste, which is matched with the items'. */
  readonly taste: number;
  /** Number of visits; 0 for a user who signed up and never came. */
  readonly visits: number;
}

const SEED = 2;
const USERS = 4_500;
const PERSONAS = 24;

/** Distribution of visits per user. Few users come often. */
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

// Common given names and surnames, combined at random. The towns and streets are fictitious.

/** Given names of women and men. */
const FIRST_NAMES = {
  F: `
    Ada Alma Amina Anouk Aurora Beatriz Bianca Carla Chiara Clara Dalia Daphne Edith Elena Elif
    Esther Fatima Freya Greta Hana Helga Ida Imani Ines Ingrid Iris Jana Joana Judith Kaia Karin
    Keiko Lena Leonie Lidia Linnea Lucia Maia Malin Marta Mei Mina Nadia Naomi Nina Olga Paula
    Petra Priya Ramona Rosa Saskia Selma Sofia Soraya Tamar Thea Ursula Vera Wanda Yara Yuki
    Zora
  `
    .trim()
    .split(/\s+/),
  M: `
    Aaron Adil Alec Andre Anton Arlo Axel Bashir Boris Bruno Callum Carlos Cyrus Dario Diego
    Edgar Emil Enzo Erik Felix Finn Gustav Hakan Hamid Henrik Hugo Igor Ivan Jakob Joel Jonas
    Jorge Kai Karim Kenji Lars Leo Lorenz Luca Magnus Malik Marek Mateo Milan Nico Nils Omar
    Oskar Otto Pablo Pavel Quentin Rafael Ravi Rolf Samir Simon Stefan Tariq Theo Tomas Viktor
    Walter Yusuf
  `
    .trim()
    .split(/\s+/),
} as const;

/** Surnames, some with an apostrophe. */
const SURNAMES = `
  Abara Adler Albrecht Almeida Anders Arslan Baker Barros Becker Bergman Bianchi Blom Brandt
  Castro Chandra Cole Costa Dahl Demir Dietz Duarte Ekberg Fabian Falk Ferreira Fontana Fraser
  Gallo Garner Gray Haas Hansen Hart Hoffman Holm Ibarra Ishida Jansen Kaplan Keller Khan Kimura
  Klein Kovac Kruger Lang Larsen Lehmann Lind Lombardi Lund Mancini Marin Mbeki Mehta Mendes
  Moreau Mori Navarro Nowak Nyberg O'Dell O'Hara Okafor Olsen Ortega Osei Park Patel Pereira
  Petrov Quist Rahman Ramos Reis Ricci Romero Rossi Sato Schmid Serrano Sharma Silva Sokolov
  Stern Strand Suzuki Tanaka Torres Vogel Wagner Weber West Winter Wolf Yamada Yilmaz Zeller
  Ziegler
`
  .trim()
  .split(/\s+/);

/** Street names without a number. */
const STREETS = `
  Alder Row, Anvil Street, Applecart Lane, Beacon Hill Road, Brickfield Way, Candle Court,
  Chapel Steps, Cooper Street, Cross Keys Road, Dovecote Lane, Ferry Road, Foundry Street,
  Garland Avenue, Harbour View, Heron Close, Kiln Lane, Lantern Street, Long Meadow, Mill Race,
  Millstone Road, Orchard Terrace, Parsley Lane, Quarry Road, Ropewalk, Saddler Street,
  Saltmarsh Road, Tallow Street, Thistle Bank, Weaver Lane, Windmill Rise
`
  .trim()
  .split(/,\s+/);

/** Towns, each with its state and the first three digits of its ZIP code. */
const TOWNS = `
  Alderbrook / OR / 973, Ashgrove Falls / WA / 985, Bellwether / VT / 056,
  Birch Landing / MN / 557, Copper Bend / AZ / 857, Drywater / NV / 894, Eastmere / ME / 044,
  Fallow Creek / KS / 675, Greywick / MA / 015, Harrow Point / MI / 498, Juniper Flats / UT / 845,
  Kestrel Bay / CA / 954, Lowfield / IA / 508, Marrow Springs / AR / 719, Nettlecombe / NH / 033,
  Ochre Valley / NM / 875, Pinder Hollow / TN / 377, Quillport / RI / 028, Redthorn / TX / 786,
  Saltery / AK / 998, Tamarind Key / FL / 330, Umber Ridge / CO / 814, Vesper Lake / WI / 545,
  Willowmarsh / LA / 705
`
  .trim()
  .split(/,\s+/)
  .map((town) => town.split(' / '));
