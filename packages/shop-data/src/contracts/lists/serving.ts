import { USE_CASE_NAMES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { ShopUseCases } from '../recommender-options';

/** How a use case is served: live by a recommender, or from lists that a temporary recommender has made. */
export type Serving = 'live' | 'lists';

/** One value for all use cases, or one for each. Use cases that are not named are live. */
export type ShopServing = Serving | Readonly<Partial<Record<UseCaseName, Serving>>>;

/** Use cases that can be served from lists. Recommended for you cannot, because it answers every user differently. */
export const LISTABLE: readonly UseCaseName[] = USE_CASE_NAMES.filter(
  (name) => name !== 'recommended-for-you',
);

const servingOf = (serving: ShopServing, useCase: UseCaseName): Serving =>
  typeof serving === 'string' ? serving : (serving[useCase] ?? 'live');

/** The use cases that are served in one way, with their options, in order. */
export const servedBy = (
  way: Serving,
  { useCases, serving }: { readonly useCases: ShopUseCases; readonly serving: ShopServing },
): ShopUseCases => new Map([...useCases].filter(([useCase]) => servingOf(serving, useCase) === way));
