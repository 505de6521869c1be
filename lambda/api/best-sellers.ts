import { BEST_SELLERS_KEY } from '@ecommerce-recommenders/shop-data/contracts/functions/api';
import type { HandlerLogger } from '../shop/functions/handler-logger';
import type { Budget } from './budget';
import type { StoredText } from './stored-text';

/**
 * The best sellers of the last good answers, by name of the filter (`''` without one). They are kept in memory and in an S3
 * object. The object is for execution environments that start while no recommender answers, such as outside the running hours.
 */
export interface KnownBestSellers {
  /** Remembers an answer. @param budget time for S3: the object is read once per environment, and written once an hour */
  learn(filter: string, itemIds: readonly string[], budget: Budget): Promise<void>;
  /** The latest best sellers with this filter, if any. */
  last(filter: string, budget: Budget): Promise<readonly string[] | undefined>;
}

/** How often an execution environment writes the object, if its content has changed. */
const WRITE_MS = 3_600_000;
/** How often it reads the object, and how long it waits after a failed write. */
const READ_MS = 60_000;

/** Maximum number of ids to keep per answer. */
export const KEPT_BEST_SELLERS = 60;

type ByFilter = Record<string, readonly string[]>;

/** {@link KnownBestSellers} with a text object as storage. @param now milliseconds since 1970 */
export function knownBestSellers(
  text: StoredText,
  now: () => number,
  logger: HandlerLogger,
): KnownBestSellers {
  let known: ByFilter = {};
  let written = '';
  let nextWriteMs = 0;
  let nextReadMs = 0;
  let hasRead = false;

  const read = async (budget: Budget): Promise<void> => {
    nextReadMs = now() + READ_MS;
    const stored = await budget.within((signal) => text.get(BEST_SELLERS_KEY, signal));
    hasRead = true;
    if (stored === undefined) return;
    known = { ...(JSON.parse(stored) as ByFilter), ...known };
  };

  return {
    async learn(filter, itemIds, budget) {
      known = { ...known, [filter]: itemIds.slice(0, KEPT_BEST_SELLERS) };
      if (now() < nextWriteMs || JSON.stringify(known) === written) return;
      nextWriteMs = now() + WRITE_MS;
      try {
        // Other environments may have stored best sellers with other filters.
        if (!hasRead) await read(budget);
        const content = JSON.stringify(known);
        await budget.within((signal) => text.put(BEST_SELLERS_KEY, content, signal));
        written = content;
      } catch (error) {
        nextWriteMs = now() + READ_MS;
        logger.error('best-sellers', { reason: (error as Error).name });
      }
    },
    async last(filter, budget) {
      if (!Object.hasOwn(known, filter) && now() >= nextReadMs)
        await read(budget).catch((error: unknown) =>
          logger.error('best-sellers', { reason: (error as Error).name }),
        );
      return Object.hasOwn(known, filter) ? known[filter] : undefined;
    },
  };
}
