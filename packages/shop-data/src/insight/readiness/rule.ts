import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { visible } from '@ecommerce-recommenders/csv/visible';

/** A requirement that the data does not meet, and its consequence, in one language. */
export interface Shortfall {
  /** `blocked`: the recommender cannot be created. `weak`: its answers are of little use. */
  readonly verdict: 'blocked' | 'weak';
  /** Text with the number found. */
  readonly found: string;
  /** Text with the threshold and its source. */
  readonly threshold: string;
  /** Sentence about what the recommender will do. */
  readonly willDo: string;
  readonly remedy: string;
}

/** Stages at which a requirement can fail, in order. `answers` is the stage of a trained recommender. */
export const STAGES = ['preparation', 'import', 'training', 'answers'] as const;

/** One of {@link STAGES}. */
export type Stage = (typeof STAGES)[number];

/** A requirement: a number must not be below a minimum. The tables of texts have its texts, by its name. */
export interface Rule<Facts, Name extends string> {
  readonly name: Name;
  readonly stage: Stage;
  /** Use cases to which it applies. @default - all */
  readonly useCases?: readonly UseCaseName[];
  readonly measure: (facts: Facts, useCase: UseCaseName) => number;
  readonly least: number;
  /** Whether it predicts something that a measurement determines. A measurement then overrides it. @default false */
  readonly isRuleOfThumb?: boolean;
}

/** The texts of a rule in one language. */
export interface RuleTexts<Facts> {
  readonly found: (facts: Facts, useCase: UseCaseName) => string;
  readonly threshold: string | ((facts: Facts) => string);
  /** Sentence about what the recommender will do, or why it cannot be created. */
  readonly willDo: string;
  readonly remedy: string | ((facts: Facts, useCase: UseCaseName) => string);
}

/** The texts of a table of rules in one language. */
export type TextsOfRules<Facts, Name extends string> = Readonly<Record<Name, RuleTexts<Facts>>>;

/** Requirements that a use case fails at one stage, in the order of the rules. */
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
