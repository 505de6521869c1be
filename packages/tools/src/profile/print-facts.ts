import { inspect } from 'node:util';
import { DataError } from '@ecommerce-recommenders/csv/data-error';
import type { HoldoutBy } from '@ecommerce-recommenders/shop-data/data/preparation/settings';
import { emptySegments, type AskedSegments } from './empty-segments';
import type { FactsAnswer } from '@ecommerce-recommenders/shop-data/insight/readiness/shop-facts';
import { profileOf, type ShopPlace } from '../shop-files/opened-shop';

/** A shop's data, and how to profile it. */
interface FactsRequest extends ShopPlace {
  readonly holdout: number;
  readonly holdoutBy: HoldoutBy;
  /** Unix seconds. */
  readonly now: number;
  /** If present, asks for {@link emptySegments} instead of the facts. */
  readonly segments?: AskedSegments;
}

/**
 * A program that prints a {@link FactsAnswer}, or the answer to an add-on's question, as JSON. It is a separate
 * process, because a synth is synchronous and cannot await the result. Its only argument is a {@link FactsRequest} as
 * JSON. Errors that are not about the data go to stderr, with exit code 1.
 */
async function main(): Promise<FactsAnswer | { readonly answer: unknown }> {
  const { now, segments, ...options } = JSON.parse(process.argv[2]) as FactsRequest;
  try {
    if (segments) return { answer: await emptySegments(options, segments) };
    const { profile } = await profileOf(options, new Date(1000 * now));
    return { facts: profile.facts };
  } catch (error) {
    if (error instanceof DataError) return { problem: error.message };
    throw error;
  }
}

main().then(
  (answer) => process.stdout.write(JSON.stringify(answer)),
  (error: unknown) => {
    process.stderr.write(inspect(error));
    process.exitCode = 1;
  },
);
