import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { RequestBounds } from '../request-bounds';

/** Environment variables of the function that adjusts provisioned rates to use. */
export interface RequestRateEnvironment {
  readonly STACK_ID: string;
  /** Value of the metrics' stack dimension. */
  readonly STACK_NAME: string;
  /** JSON: {@link BoundedRecommender} by use case. */
  readonly RECOMMENDERS: string;
  /** Number of users in the archive, which determines the number of included requests; 0 if unknown. */
  readonly USERS: string;
}

/** A recommender whose rate is adjusted to its use. */
export interface BoundedRecommender extends RequestBounds {
  readonly recommenderArn: string;
}

/** Recommenders by use case. */
export type BoundedRecommenders = Readonly<Partial<Record<UseCaseName, BoundedRecommender>>>;
