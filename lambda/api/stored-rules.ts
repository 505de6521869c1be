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
  /** The rules, at most {@link REFRESH_MS} old unless reading fails; empty before the first success. */
  current(): Promise<readonly Rule[]>;
}

/** How often the rules are read. Together with the time for which answers are cached, new rules take effect within a minute. */
const REFRESH_MS = 20_000;

/** How long to wait after a failed read. */
const RETRY_MS = 5_000;

/** Time limit for reading the rules. A request waits for it, because Lambda freezes the environment after the answer. */
const READING_MS = 500;

/**
 * Caches the rules in memory. An unreadable or invalid file is logged and changes nothing. An environment that has
 * not read any rules yet takes the newest valid ones of the history.
 */
export function storedRules(text: StoredText, now: () => number, logger: HandlerLogger): StoredRules {
  let rules: readonly Rule[] | undefined;
  let known = '';
  let nextCheckMs = 0;
  let refreshing: Promise<void> | undefined;

  const refresh = async (): Promise<void> => {
    let waitMs = RETRY_MS;
    const budget = budgetOf(READING_MS, now);
    try {
      const found = (await budget.within((signal) => text.get(RULES_KEY, signal))) ?? '[]';
      if (found !== known) {
        rules = parseRules(found);
        known = found;
        logger.info('rules', { rules: rules.length });
      }
      waitMs = REFRESH_MS;
    } catch (error) {
      logger.error('rules', { reason: (error as Error).name });
      rules ??= await budget.within((signal) => lastValid(text, signal)).catch(() => undefined);
    } finally {
      nextCheckMs = now() + waitMs;
      refreshing = undefined;
    }
  };

  return {
    async current() {
      if (now() >= nextCheckMs) refreshing ??= refresh();
      await refreshing;
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
      // This version is invalid; an older one may be valid.
    }
  }
  return [];
}
