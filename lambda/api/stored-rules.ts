import {
  parseRules,
  RULES_HISTORY_PREFIX,
  RULES_KEY,
  type Rule,
} from '@ecommerce-recommenders/shop-data/contracts/rules/rules';
import type { HandlerLogger } from '../shop/functions/handler-logger';
import { budgetOf } from './budget';
import type { StoredText } from './stored-text';

/** The merchandising rules of the shop. */
export interface StoredRules {
  /** At most {@link LOOK_MS} old, unless reading fails; none before the first success. */
  current(): Promise<readonly Rule[]>;
}

/** How often they are read: with the time that answers are cached for, new rules are in force within a minute. */
const LOOK_MS = 20_000;

/** How soon they are read again after a failure. */
const RETRY_MS = 5_000;

/** Time limit of reading them. A request waits for it, since Lambda freezes the environment after the answer. */
const READING_MS = 500;

/**
 * Caches the rules in memory. A file that cannot be read or is not valid changes nothing, and is logged. An environment that has read
 * none before takes the newest valid ones of the history.
 */
export function storedRules(text: StoredText, now: () => number, logger: HandlerLogger): StoredRules {
  let rules: readonly Rule[] | undefined;
  let known = '';
  let nextLookMs = 0;
  let looking: Promise<void> | undefined;

  const look = async (): Promise<void> => {
    let waitMs = RETRY_MS;
    const budget = budgetOf(READING_MS, now);
    try {
      const found = (await budget.within((signal) => text.get(RULES_KEY, signal))) ?? '[]';
      if (found !== known) {
        rules = parseRules(found);
        known = found;
        logger.info('rules', { rules: rules.length });
      }
      waitMs = LOOK_MS;
    } catch (error) {
      logger.error('rules', { reason: (error as Error).name });
      rules ??= await budget.within((signal) => lastValid(text, signal)).catch(() => undefined);
    } finally {
      nextLookMs = now() + waitMs;
      looking = undefined;
    }
  };

  return {
    async current() {
      if (now() >= nextLookMs) looking ??= look();
      await looking;
      return rules ?? [];
    },
  };
}

async function lastValid(text: StoredText, signal: AbortSignal): Promise<readonly Rule[]> {
  for (const key of (await text.list(RULES_HISTORY_PREFIX)).sort().reverse()) {
    const found = await text.get(key, signal);
    try {
      return parseRules(found ?? '');
    } catch {
      // Of a newer version; an older one may be valid.
    }
  }
  return [];
}
