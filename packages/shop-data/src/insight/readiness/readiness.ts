import { USE_CASE_NAMES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { DATA_RULES } from './data-rules';
import { FLOORS } from './floors';
import { isBetter, measuredReason } from './measured-verdict';
import type { MeasuredUseCase, Measurement } from './measurement';
import { shortfalls, STAGES, type Shortfall } from './rule';
import type { ShopFacts } from './shop-facts';
import { strengths } from './strengths';
import { EN } from './texts/en';
import type { ReadinessTexts } from './texts/readiness-texts';

/** Whether the data is enough for a use case. */
export interface Readiness {
  readonly useCase: UseCaseName;
  readonly verdict: Verdict;
  /** The numbers behind the verdict, at least one, and what the recommender will do. */
  readonly reasons: readonly Omit<Shortfall, 'verdict'>[];
  /** The measurement; absent if only rules were checked. */
  readonly measured?: MeasuredUseCase;
}

/** All verdicts, the best first. */
export const VERDICTS = ['ready', 'weak', 'blocked'] as const;

/** `blocked`: the recommender cannot be created. `weak`: its answers are of little use. */
export type Verdict = (typeof VERDICTS)[number];

/**
 * The verdict on each use case, in display order. Only the stage that fails first is reported, because later failures often
 * follow from it. If the answers were measured, the measurement decides, and rules of thumb only suggest causes.
 *
 * @param texts - the words of a language. @default - English
 */
export function readinessOf(facts: ShopFacts, measurement?: Measurement, texts = EN): Readiness[] {
  return USE_CASE_NAMES.map((useCase) => {
    for (const stage of STAGES) {
      if (stage === 'answers' && measurement?.useCases[useCase])
        return measuredReadiness(facts, measurement, useCase, measurement.useCases[useCase], texts);
      const reasons = [
        ...shortfalls(FLOORS, texts.floors, stage, facts, useCase),
        ...shortfalls(DATA_RULES, texts.dataRules, stage, facts, useCase),
      ];
      if (reasons.length > 0) return { useCase, verdict: reasons[0].verdict, reasons };
    }
    return { useCase, verdict: 'ready', reasons: [strengths(facts, useCase, texts)] };
  });
}

function measuredReadiness(
  facts: ShopFacts,
  measurement: Measurement,
  useCase: UseCaseName,
  measured: MeasuredUseCase,
  texts: ReadinessTexts,
): Readiness {
  const isReady = isBetter(useCase, measured);
  const rules = isReady ? DATA_RULES.filter(({ isRuleOfThumb }) => !isRuleOfThumb) : DATA_RULES;
  const lacking = shortfalls(rules, texts.dataRules, 'answers', facts, useCase);
  const reason = measuredReason(useCase, measured, measurement, texts);
  return {
    useCase,
    verdict: isReady && lacking.length === 0 ? 'ready' : 'weak',
    reasons: isReady ? [...lacking, reason] : [reason, ...lacking],
    measured,
  };
}

/** Use cases with the same verdict and reasons. */
export interface ReadinessGroup extends Omit<Readiness, 'useCase'> {
  readonly useCases: readonly UseCaseName[];
}

/** Groups use cases by verdict and reasons, in order of their first. */
export function groupReadiness(readiness: readonly Readiness[]): ReadinessGroup[] {
  const groups = new Map<string, ReadinessGroup>();
  for (const { useCase, ...rest } of readiness) {
    const key = JSON.stringify([rest.verdict, rest.reasons]);
    const useCases = [...(groups.get(key)?.useCases ?? []), useCase];
    groups.set(key, { ...rest, useCases });
  }
  return [...groups.values()];
}
