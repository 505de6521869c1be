import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { Shortfall } from './rule';
import type { ShopFacts } from './shop-facts';
import type { ReadinessTexts } from './texts/readiness-texts';

/** The numbers of a use case that meets all requirements, in words. */
export function strengths(
  facts: ShopFacts,
  useCase: UseCaseName,
  { strengths, nothingToDo }: ReadinessTexts,
): Omit<Shortfall, 'verdict'> {
  const { found, threshold, willDo } = strengths[useCase];
  return { found: found(facts), threshold, willDo, remedy: nothingToDo };
}
