import { call } from './call';
import type { Visitor } from './visitor';

/** An item as the shop's API answers it: all but its id may be missing. */
export interface Item {
  readonly itemId: string;
  readonly name?: string;
  readonly price?: number;
  /** ISO 4217. */
  readonly currency?: string;
  readonly category?: string;
  readonly image?: string;
  readonly link?: string;
}

/** What the shop's API answers to one question. */
export interface Answer {
  readonly useCase: string;
  readonly recommendationId?: string;
  /** Where the items come from: `live`, `lists` or `best-sellers`. */
  readonly from: string;
  /** The arm of the experiment that the visitor takes part in, the experiment's name, and how long a purchase counts for it. */
  readonly arm?: string;
  readonly experiment?: string;
  readonly windowDays?: number;
  readonly items: readonly Item[];
}

/** What is asked, and by whom. */
export type Question = readonly [api: string, path: string, userToken: string];

/**
 * The question of a shelf; its parameters are always in the same order, so that caches know it again.
 *
 * @param get - the shelf's attributes; `''` for none
 */
export function questionOf(get: (attribute: string) => string, visitor?: Visitor): Question {
  const useCase = get('use-case');
  const userToken = get('user-token');
  const isPersonal = useCase === 'recommended-for-you' && !userToken;
  const parameters = [
    ...['item', 'num', 'filter', 'exclude'].map((name) => [name, get(name)]),
    // Only where it changes the answer: the others are the same for all.
    ['session', isPersonal && visitor?.session],
    ['visitor', visitor?.number?.toString()],
  ].filter(([, value]) => value);
  const query = String(new URLSearchParams(parameters as string[][]));
  return [get('api'), `/recommendations/${encodeURIComponent(useCase)}?${query}`, userToken];
}

const LONGEST_MS = 10_000;

/** A question that is being asked, maybe by several shelves. */
interface Shared {
  readonly answer: Promise<Answer>;
  readonly controller: AbortController;
  askers: number;
}

const inFlight = new Map<string, Shared>();

/**
 * Asks the API, once for all that ask the same at the same time. The request ends with the last of those who wait for it.
 *
 * @throws Problem
 */
export function ask(question: Question, signal: AbortSignal): Promise<Answer> {
  const key = String(question);
  const shared = inFlight.get(key) ?? begin(key, question);
  shared.askers++;
  signal.onabort = () => {
    if (--shared.askers) return;
    inFlight.delete(key);
    shared.controller.abort();
  };
  return shared.answer;
}

function begin(key: string, question: Question): Shared {
  const controller = new AbortController();
  const answer = fetchAnswer(question, controller).finally(() => {
    if (inFlight.get(key) === shared) inFlight.delete(key);
  });
  const shared: Shared = { answer, controller, askers: 0 };
  inFlight.set(key, shared);
  return shared;
}

async function fetchAnswer(question: Question, controller: AbortController): Promise<Answer> {
  setTimeout(() => controller.abort(new Error(`no answer for ${LONGEST_MS / 1000} s`)), LONGEST_MS);
  const answer = (await call(...question, { signal: controller.signal })) as Answer | undefined;
  if (Array.isArray(answer?.items)) return answer;
  throw new Error('no items');
}
