import {
  USE_CASE_NAMES,
  USE_CASES,
  type UseCase,
  type UseCaseName,
} from '@ecommerce-recommenders/personalize/use-cases';
import type { ShopMapping } from '../mapping/mapping';

/** The use cases that a shop can have: where every interaction is of one type, none that learns from another. */
export function possibleUseCases(data?: ShopMapping | null): UseCaseName[] {
  const event = data?.interactions.event;
  if (typeof event !== 'object') return USE_CASE_NAMES;
  return useCasesOf([event.constant]);
}

/** The use cases that learn from one of these event types, or from any. */
export const useCasesOf = (eventTypes: readonly string[]): UseCaseName[] =>
  USE_CASE_NAMES.filter((name) => {
    const { learnsFrom }: UseCase = USE_CASES[name];
    return learnsFrom === undefined || eventTypes.includes(learnsFrom);
  });
