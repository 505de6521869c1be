import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { visible } from '@ecommerce-recommenders/csv/visible';

/** A requirement that the data does not meet, and its consequence, in one language. */
export interface Shortfall {
  /** `blocked`: there will be no recommender. `weak`: one whose answers are of little use. */
  readonly verdict: 'blocked' | 'weak';
  /** The number, in words. */
  readonly found: string;
  /** The threshold, and where it comes from. */
  readonly threshold: string;
  /** What the recommender will do. */
  readonly willDo: string;
  readonly remedy: string;
}

/** Stages at which a requirement shows, in order; `answers` are those of a trained recommender. */
export const STAGES = ['preparation', 'import', 'training', 'answers'] as const;

/** One of {@link STAGES}. */
export type Stage = (typeof STAGES)[number];

/** A requirement: a number that must not be below a minimum. Tables of texts have its words, under its name. */
export interface Rule<Facts, Name extends string> {
  readonly name: Name;
  readonly stage: Stage;
  /** Which use cases it is about. @default all of them */
  readonly useCases?: readonly UseCaseName[];
  readonly measure: (facts: Facts, useCase: UseCaseName) => number;
  readonly least: number;
  /** Whether it foretells what a measurement finds out, and gives way to it. @default false */
  readonly isRuleOfThumb?: boolean;
}

/** The words of a rule in one language. */
export interface RuleTexts<Facts> {
  readonly found: (facts: Facts, useCase: UseCaseName) => string;
  readonly threshold: string | ((facts: Facts) => string);
  /** What the recommender will do, or why there will be none. */
  readonly willDo: string;
  readonly remedy: string | ((facts: Facts, useCase: UseCaseName) => string);
}

/** The words of a table of rules in one language. */
export type TextsOfRules<Facts, Name extends string> = Readonly<Record<Name, RuleTexts<Facts>>>;

/** Requirements that a use case misses at one stage, in the order of the rules. */
export function shortfalls<Facts, Name extends string>(
  rules: readonly Rule<Facts, Name>[],
  texts: TextsOfRules<Facts, Name>,
  stage: Stage,
  facts: Facts,
  useCase: UseCaseName,
): Shortfall[] {
  return rules
    .filter((rule) => rule.stage === stage && (rule.useCases?.includes(useCase) ?? true))
    .filter((rule) => rule.measure(facts, useCase) < rule.least)
    .map(({ name }) => texts[name])
    .map(({ found, threshold, willDo, remedy }) => ({
      verdict: stage === 'answers' ? 'weak' : 'blocked',
      found: visible(found(facts, useCase)),
      threshold: typeof threshold === 'string' ? threshold : threshold(facts),
      willDo,
      remedy: typeof remedy === 'string' ? remedy : remedy(facts, useCase),
    }));
}
