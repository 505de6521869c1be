import { USE_CASE_NAMES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { ShopUseCases } from '../recommender-options';

/** How a use case answers: by a recommender that is always there, or by lists that one made. */
export type Serving = 'live' | 'lists';

/** For all use cases, or for each; those that are not named are live. */
export type ShopServing = Serving | Readonly<Partial<Record<UseCaseName, Serving>>>;

/** Use cases whose answers can be lists. Recommended for you answers every user differently. */
export const LISTABLE: readonly UseCaseName[] = USE_CASE_NAMES.filter(
  (name) => name !== 'recommended-for-you',
);

const servingOf = (serving: ShopServing, useCase: UseCaseName): Serving =>
  typeof serving === 'string' ? serving : (serving[useCase] ?? 'live');

/** The use cases that are served in one way, with their options and in their order. */
export const servedBy = (
  way: Serving,
  { useCases, serving }: { readonly useCases: ShopUseCases; readonly serving: ShopServing },
): ShopUseCases => new Map([...useCases].filter(([useCase]) => servingOf(serving, useCase) === way));
