import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { visible } from '@ecommerce-recommenders/csv/visible';

/** A requirement that the data does not meet, and its consequence. */
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

/** A requirement: a number that must not be below a minimum. */
export interface Rule<Facts> {
  readonly stage: (typeof STAGES)[number];
  /** Which use cases it is about. @default all of them */
  readonly useCases?: readonly UseCaseName[];
  readonly measure: (facts: Facts, useCase: UseCaseName) => number;
  readonly least: number;
  readonly found: (facts: Facts, useCase: UseCaseName) => string;
  readonly threshold: string | ((facts: Facts) => string);
  /** What the recommender will do; if there will be none, the stage describes it. */
  readonly willDo?: string;
  readonly remedy: string | ((facts: Facts, useCase: UseCaseName) => string);
  /** Whether it foretells what a measurement finds out, and gives way to it. @default false */
  readonly isRuleOfThumb?: boolean;
}

const WILL_DO: Record<(typeof STAGES)[number], string> = {
  preparation: 'The deployment fails when it prepares the data, before anything is imported.',
  import: 'The import of the interactions fails, and nothing is trained.',
  training: 'The import succeeds, and then the recommender ends as CREATE FAILED.',
  answers: 'It answers.',
};

/** Requirements that a use case misses at one stage, in the order of the rules. */
export function shortfalls<Facts>(
  rules: readonly Rule<Facts>[],
  stage: Rule<Facts>['stage'],
  facts: Facts,
  useCase: UseCaseName,
): Shortfall[] {
  return rules
    .filter((rule) => rule.stage === stage && (rule.useCases?.includes(useCase) ?? true))
    .filter((rule) => rule.measure(facts, useCase) < rule.least)
    .map(({ found, threshold, willDo = WILL_DO[stage], remedy }) => ({
      verdict: stage === 'answers' ? 'weak' : 'blocked',
      found: visible(found(facts, useCase)),
      threshold: typeof threshold === 'string' ? threshold : threshold(facts),
      willDo,
      remedy: typeof remedy === 'string' ? remedy : remedy(facts, useCase),
    }));
}
