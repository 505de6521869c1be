import { USE_CASE_NAMES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { DATA_RULES } from './data-rules';
import { FLOORS } from './floors';
import type { MeasuredUseCase, Measurement } from './measurement';
import { shortfalls, STAGES, type Shortfall } from './rule';
import type { ShopFacts } from './shop-facts';
import { EN } from './texts/en';
import type { ReadinessTexts } from './texts/readiness-texts';

/** Whether the data is enough for a use case. */
export interface Readiness {
  readonly useCase: UseCaseName;
  readonly verdict: Verdict;
  /** At least one reason: the numbers behind the verdict, and what the recommender will do. */
  readonly reasons: readonly Omit<Shortfall, 'verdict'>[];
  /** The measurement; absent if only rules were checked. */
  readonly measured?: MeasuredUseCase;
}

/** All verdicts, from best to worst. */
export const VERDICTS = ['ready', 'weak', 'blocked'] as const;

/** `blocked`: the recommender cannot be created. `weak`: its answers are of little use. */
export type Verdict = (typeof VERDICTS)[number];

/**
 * The verdicts on all use cases, in display order. Only the stage that fails first is reported, because later failures often
 * follow from it. If the answers were measured, the measurement decides, and rules of thumb only suggest causes.
 *
 * @param texts - texts in some language. @default - English
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

/** Groups use cases by verdict and reasons, in the order of each group's first use case. */
export function groupReadiness(readiness: readonly Readiness[]): ReadinessGroup[] {
  const groups = new Map<string, ReadinessGroup>();
  for (const { useCase, ...rest } of readiness) {
    const key = JSON.stringify([rest.verdict, rest.reasons]);
    const useCases = [...(groups.get(key)?.useCases ?? []), useCase];
    groups.set(key, { ...rest, useCases });
  }
  return [...groups.values()];
}

/** Describes the numbers of a use case that meets all requirements. */
function strengths(
  facts: ShopFacts,
  useCase: UseCaseName,
  { strengths, nothingToDo }: ReadinessTexts,
): Omit<Shortfall, 'verdict'> {
  const { found, threshold, willDo } = strengths[useCase];
  return { found: found(facts), threshold, willDo, remedy: nothingToDo };
}

/** If the share of newcomers is above this, the verdict states what it assumes about them. */
const MANY_NEWCOMERS = 0.5;

/**
 * Whether a use case's list serves shoppers. A model's list must be significantly better than the best list without a
 * model. The most viewed items and the best sellers are themselves such lists: no other list may be significantly
 * better, and they must be better than chance.
 */
export const isBetter = (
  useCase: UseCaseName,
  { difference, comparator }: Pick<MeasuredUseCase, 'difference' | 'comparator'>,
): boolean => (hasModel(useCase) || comparator === 'random' ? difference.low > 0 : difference.high >= 0);

/** Whether a use case's list is more than the items with the most events. */
const hasModel = (useCase: UseCaseName): boolean => useCase !== 'most-viewed' && useCase !== 'best-sellers';

/** Describes the measured numbers of a use case, and their consequences. */
function measuredReason(
  useCase: UseCaseName,
  measured: MeasuredUseCase,
  { until }: Pick<Measurement, 'until'>,
  { measured: words, strengths, nothingToDo }: ReadinessTexts,
): Omit<Shortfall, 'verdict'> {
  const { difference, questions, newcomers } = measured;
  const isReady = isBetter(useCase, measured);
  const otherwise = difference.high < 0 ? words.worse : words.noBetter;
  const willDo = isReady ? strengths[useCase].willDo : otherwise(measured);
  const hasManyNewcomers = useCase === 'recommended-for-you' && newcomers >= MANY_NEWCOMERS * questions;
  return {
    found: words.found(useCase, measured),
    threshold: words.threshold(measured, until),
    willDo: hasManyNewcomers ? `${willDo} ${words.newcomers(newcomers / questions)}` : willDo,
    remedy: isReady ? nothingToDo : words.remedies[useCase](measured),
  };
}
