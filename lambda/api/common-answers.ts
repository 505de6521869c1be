import type { Budget } from './budget';
import { Lru } from './lru';
import type { LiveAnswer, LiveQuestion } from './live-answers';

/** As long as browsers may keep such an answer, too. */
const COMMON_MS = 60_000;
const MAX_ANSWERS = 2_000;

/** Asks for one question. */
type Ask = (question: LiveQuestion, budget: Budget) => Promise<LiveAnswer | undefined>;

/**
 * Keeps answers that are for nobody in particular in memory for a minute: a busy page costs one request to Personalize a
 * minute in place of one for each visitor, and so does whoever asks the same over and over.
 *
 * @param now milliseconds since 1970
 */
export function commonAnswers(ask: Ask, now: () => number): Ask {
  const kept = new Lru<{ readonly answer: LiveAnswer; readonly count: number; readonly untilMs: number }>(
    MAX_ANSWERS,
  );
  return async (question, budget) => {
    const { useCase, itemId = '', userId, filter = '', count } = question;
    if (userId !== undefined) return ask(question, budget);
    const key = [useCase, filter, itemId].join('\n');
    const known = kept.get(key);
    if (known && now() < known.untilMs && known.count >= count) return known.answer;
    const answer = await ask(question, budget);
    if (answer) kept.set(key, { answer, count, untilMs: now() + COMMON_MS });
    return answer;
  };
}
