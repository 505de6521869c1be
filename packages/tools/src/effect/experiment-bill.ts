import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import { DEFAULT_REQUESTS_PER_SECOND } from '@ecommerce-recommenders/personalize/provisioned-rate';
import { RECOMMENDER_OUTPUTS } from '@ecommerce-recommenders/shop-data/contracts/stack-outputs';
import { recommendersUsd } from '@ecommerce-recommenders/shop-data/insight/cost/recommenders-cost';
import { HOURS_PER_MONTH } from '@ecommerce-recommenders/personalize/charges';
import { PRICES } from '@ecommerce-recommenders/personalize/prices';
import type { StackOutputs } from '../deployed/stack-outputs';
import type { ExperimentBill } from './effect-report';

/**
 * The cost of a stack's live recommenders, around the clock and without requests beyond the included ones, unless
 * another price is given. Lists, functions and the API cost a few dollars and are not included.
 */
export function billOf(
  outputs: StackOutputs,
  { usdPerMonth, users }: { readonly usdPerMonth?: number; readonly users: number },
): ExperimentBill {
  if (usdPerMonth !== undefined) return { usdPerMonth, source: `at $${usdPerMonth} a month as given` };
  const live = liveRecommenders(outputs);
  const use = { users, requestsPerSecond: 0, minRequestsPerSecond: DEFAULT_REQUESTS_PER_SECOND };
  const uses = Array.from({ length: live }, () => use);
  return {
    usdPerMonth: recommendersUsd(uses, HOURS_PER_MONTH),
    source:
      `${countInWords(live, 'live recommender')} for up to ${countInWords(users, 'user')} around the clock, at prices of ` +
      `${PRICES.asOf} that are unconfirmed; "npm run cost" knows more, and --bill takes it`,
  };
}

/** Number of recommenders of a stack that are billed by the hour. */
export const liveRecommenders = (outputs: StackOutputs): number =>
  Object.values(RECOMMENDER_OUTPUTS).filter((output) => outputs[output]).length;
