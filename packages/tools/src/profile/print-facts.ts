import type { HoldoutBy } from '@ecommerce-recommenders/shop-data/data/preparation/settings';
import { profileOf, type ShopPlace } from '../shop-files/opened-shop';

/** A shop's data, and how it is surveyed. */
interface FactsRequest extends ShopPlace {
  readonly holdout: number;
  readonly holdoutBy: HoldoutBy;
  /** Unix seconds. */
  readonly now: number;
}

/**
 * A program that prints the facts of a shop's data as JSON, or on stderr why it cannot be read: a synth is synchronous
 * and cannot await them. Its one argument is a {@link FactsRequest} as JSON.
 */
async function main(): Promise<void> {
  const { now, ...options } = JSON.parse(process.argv[2]) as FactsRequest;
  const { profile } = await profileOf(options, new Date(1000 * now));
  process.stdout.write(JSON.stringify(profile.facts));
}

main().catch((error: Error) => {
  process.stderr.write(error.message);
  process.exitCode = 1;
});
