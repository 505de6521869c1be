import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { servedBy, type ShopServing } from './lists/serving';
import type { ShopUseCases } from './recommender-options';
import type { RequestBounds } from './request-bounds';

/** Bounds for all live use cases, or for each that is named. */
export type RequestRateBounds = RequestBounds | Readonly<Partial<Record<UseCaseName, RequestBounds>>>;

/** Whether bounds are for all live use cases. */
export const areForAll = (bounds: RequestRateBounds): bounds is RequestBounds => 'max' in bounds;

/** The setting `requestRate`, and settings on which it depends. */
export interface BoundedShop {
  readonly requestRate: RequestRateBounds | null;
  readonly useCases: ShopUseCases;
  readonly serving: ShopServing;
}

/** The live use cases whose rate is adjusted to their use, with their bounds. */
export function requestBounds({
  requestRate,
  ...shop
}: BoundedShop): ReadonlyMap<UseCaseName, RequestBounds> {
  if (!requestRate) return new Map();
  const bounds = [...servedBy('live', shop).keys()].map(
    (useCase) => [useCase, areForAll(requestRate) ? requestRate : requestRate[useCase]] as const,
  );
  return new Map(bounds.flatMap(([useCase, one]) => (one ? [[useCase, one] as const] : [])));
}

/** The live use cases with the same minimum rate for all, for pricing. */
export const provisionedFor = (
  minRecommendationRequestsPerSecond: number,
  { useCases, serving }: Pick<BoundedShop, 'useCases' | 'serving'>,
): ShopUseCases =>
  new Map(
    [...servedBy('live', { useCases, serving })].map(([useCase, options]) => [
      useCase,
      { ...options, minRecommendationRequestsPerSecond },
    ]),
  );

/** The live use cases with their rates at one end of the bounds, for prices and alarms. */
export function provisionedAt(end: keyof RequestBounds, shop: BoundedShop): ShopUseCases {
  const bounds = requestBounds(shop);
  return new Map(
    [...servedBy('live', shop)].map(([useCase, options]) => {
      const rate = bounds.get(useCase)?.[end];
      return [
        useCase,
        rate === undefined ? options : { ...options, minRecommendationRequestsPerSecond: rate },
      ];
    }),
  );
}
