import type { Budget } from './budget';
import { Lru } from './lru';
import type { LiveAnswer, LiveQuestion } from './live-answers';

/** Equals the time for which browsers may cache live answers. */
const COMMON_MS = 60_000;
const MAX_ANSWERS = 2_000;

/** Asks a recommender. */
type Ask = (question: LiveQuestion, budget: Budget) => Promise<LiveAnswer | undefined>;

/**
 * Caches answers that are the same for everybody in memory for a minute. A busy page then costs one request to
 * Personalize per minute instead of one per visitor, and repeated requests cost nothing.
 *
 * @param now milliseconds since 1970
 */
export function commonAnswers(ask: Ask, now: () => number): Ask {
  const kept = new Lru<{ readonly answer: LiveAnswer; readonly count: number; readonly untilMs: number }>(
    MAX_ANSWERS,
  );
  return async (question, budget) => {
    const { useCase, itemId = '', userId, filter = '', promotion = '', count } = question;
    if (userId !== undefined) return ask(question, budget);
    const key = [useCase, filter, promotion, itemId].join('\n');
    const known = kept.get(key);
    if (known && now() < known.untilMs && known.count >= count) return known.answer;
    const answer = await ask(question, budget);
    if (answer) kept.set(key, { answer, count, untilMs: now() + COMMON_MS });
    return answer;
  };
}
