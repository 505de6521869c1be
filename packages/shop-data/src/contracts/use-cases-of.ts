import {
  USE_CASE_NAMES,
  USE_CASES,
  type UseCase,
  type UseCaseName,
} from '@ecommerce-recommenders/personalize/use-cases';
import { eventTypesOf } from '../data/mapping/datasets-of';
import type { ShopMapping } from '../data/mapping/mapping';

/** The use cases that learn from one of these event types, or from any. */
export const useCasesOf = (eventTypes: readonly string[]): UseCaseName[] =>
  USE_CASE_NAMES.filter((name) => {
    const { learnsFrom }: UseCase = USE_CASES[name];
    return learnsFrom === undefined || eventTypes.includes(learnsFrom);
  });

/** The use cases that a shop's mapping allows. If all interactions have the same type, those that learn from that type. */
export function possibleUseCases(data?: ShopMapping | null): UseCaseName[] {
  const event = data?.interactions.event;
  return typeof event === 'object' ? useCasesOf([event.constant]) : USE_CASE_NAMES;
}

/** The use cases that learn from the events that a shop's mapping produces. */
export const mappedUseCases = (
  data: ShopMapping | null,
  eventTypes: Readonly<Record<string, string>>,
): readonly UseCaseName[] =>
  data === null ? USE_CASE_NAMES : useCasesOf(Object.values(eventTypesOf(data, eventTypes)));
