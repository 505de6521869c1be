import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import { DATA_RULES } from '../../../src/insight/readiness/data-rules';
import { FLOORS } from '../../../src/insight/readiness/floors';
import type { Measurement } from '../../../src/insight/readiness/measurement';
import { readinessOf } from '../../../src/insight/readiness/readiness';
import { shortfalls, STAGES, type Shortfall } from '../../../src/insight/readiness/rule';
import type { ShopFacts } from '../../../src/insight/readiness/shop-facts';
import { EN } from '../../../src/insight/readiness/texts/en';
import { KO } from '../../../src/insight/readiness/texts/ko';
import type { ReadinessTexts } from '../../../src/insight/readiness/texts/readiness-texts';
import { measuredUseCase, measurementOf, shopFacts } from './facts';

/** Facts that fail every requirement, with the given count everywhere. */
function lacking(count: number): ShopFacts {
  const events = { rows: count, items: count, usersWithTwoItems: count, pairs: 1, rowsOfTenth: count };
  return shopFacts({
    ...{ rows: count, distinctRows: count, keptRows: 0, users: 100 * count + 100, usersWithTwo: count },
    ...{ baskets: count, sharedBaskets: count, futureRows: count },
    events: { View: { ...events, items: 10 + count }, Purchase: { ...events, items: 10 + count } },
    emptyTables: ['items.csv', 'users.csv'].slice(0, count),
    refusals: [{ file: 'items.csv', column: 'price', line: 7, problem: 'is empty', rows: count }],
    categoricalColumns: [{ file: 'items.csv', name: 'style', rows: 100, missing: 69, distinct: count }],
  });
}

/** Every requirement that the facts fail, at all stages instead of only the first. */
const missed = (facts: ShopFacts, texts: ReadinessTexts): Shortfall[] =>
  STAGES.flatMap((stage) =>
    USE_CASE_NAMES.flatMap((useCase) => [
      ...shortfalls(FLOORS, texts.floors, stage, facts, useCase),
      ...shortfalls(DATA_RULES, texts.dataRules, stage, facts, useCase),
    ]),
  );

/** A measurement of each kind: better, not significantly different, worse; many newcomers. */
const MEASUREMENTS: readonly Measurement[] = [0.12, 0.01, -0.15].map((difference) => {
  const measured = measuredUseCase(difference, { newcomers: 990, comparator: 'any', comparatorDays: 30 });
  return measurementOf(Object.fromEntries(USE_CASE_NAMES.map((name) => [name, measured])));
});

const NO_TYPES = [[], ['Seen', 'Bought']].map((occurringTypes) =>
  shopFacts({ keptRows: 0, occurringTypes, refusals: [] }),
);

const MOSTLY_HELD_OUT = shopFacts({ keptRows: 1_000_000 });

/** All texts of a language, about shops that lack everything or nothing, or were measured. */
const said = (texts: ReadinessTexts): Omit<Shortfall, 'verdict'>[] => [
  ...[0, 1, 2, 24].flatMap((count) => missed(lacking(count), texts)),
  ...[shopFacts({ users: 100_000, usersWithTwo: 999 }), MOSTLY_HELD_OUT, ...NO_TYPES].flatMap((facts) =>
    missed(facts, texts),
  ),
  ...readinessOf(shopFacts(), undefined, texts).flatMap(({ reasons }) => reasons),
  ...MEASUREMENTS.flatMap((measurement) => readinessOf(shopFacts(), measurement, texts)).flatMap(
    ({ reasons }) => reasons,
  ),
];

const wordsOf = ({ found, threshold, willDo, remedy }: Omit<Shortfall, 'verdict'>): string[] =>
  [found, threshold, willDo, remedy].flat();

const figures = (text: string): string[] => text.match(/[-+]?\d[\d,.]*\d|\d/g) ?? [];

it('the texts of verdicts are of every rule, and every rule can be missed', () => {
  const names = [...FLOORS, ...DATA_RULES].map(({ name }) => name).sort();
  for (const { floors, dataRules } of [EN, KO])
    expect([...Object.keys(floors), ...Object.keys(dataRules)].sort()).toEqual(names);
  const thresholds = [...Object.values(EN.floors), ...Object.values(EN.dataRules)].map(({ threshold }) =>
    typeof threshold === 'string' ? threshold : threshold(shopFacts()),
  );
  // 999 of 100,000 users are more than the minimum of 25, but less than 1 %.
  const share = shopFacts({ users: 100_000, usersWithTwo: 999 });
  const known = [lacking(2), share, MOSTLY_HELD_OUT, ...NO_TYPES].flatMap((facts) => missed(facts, EN));
  expect(new Set(known.map(({ threshold }) => threshold))).toEqual(new Set(thresholds));
});

it('the texts of verdicts have the same figures in each language', () => {
  const korean = said(KO);
  said(EN).forEach((english, at) => {
    wordsOf(english).forEach((text, part) => {
      const own = figures(wordsOf(korean[at])[part]);
      const missing = figures(text).filter((figure) => !own.includes(figure));
      expect({ text, missing }).toEqual({ text, missing: [] });
    });
  });
});

it('the texts of verdicts have no English sentence left in Korean', () => {
  for (const text of said(KO).flatMap(wordsOf)) {
    expect(text).toMatch(/\p{Script=Hangul}/u);
    // Names of settings, files and columns are not translated. An English sentence would contain a verb, an article
    // or a preposition.
    expect(text).not.toMatch(/\b(the|is|are|has|have|of|and|with|no|it|in|to|a|training)\b(?![-.,])/);
  }
});

it('the texts of verdicts agree in number in English', () => {
  const texts = said(EN).flatMap(wordsOf);
  for (const text of texts) {
    expect(text).not.toMatch(/(?<![\d,.])1 (?!has|differs|lies|of)\w+s\b|(?<![\d,.])1 \w+ have\b/);
    expect(text).not.toMatch(/(?:[02-9]|\d\d) (user|customer|basket|row|interaction) (has|holds|lies)\b/);
  }
  expect(texts).toContain('1 user has two or more interactions in training');
  expect(texts).toContain('1 interaction lies in the future');
  expect(texts).toContain('Of 1 training row 1 differs');
});

it('the texts of verdicts end a sentence of effect and remedy, and not what is found', () => {
  for (const texts of [EN, KO])
    for (const { found, threshold, willDo, remedy } of said(texts)) {
      expect([found, threshold].filter((text) => /\.$/.test(text))).toEqual([]);
      expect([willDo, remedy].filter((text) => !/\.$/.test(text))).toEqual([]);
    }
});
