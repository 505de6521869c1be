import { call } from './call';
import { guestToken, type Visitor } from './visitor';

/** An item in an answer of the shop's API. */
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

/** An answer of the shop's API. */
export interface Answer {
  readonly useCase: string;
  readonly recommendationId?: string;
  /** Where the items come from: `live`, `lists`, `similar-items`, `best-sellers` or `catalogue`. */
  readonly from: string;
  /** `asked`, or why other items stand in: `no-history`, `no-answer` or `control`. */
  readonly because?: string;
  /** The visitor's arm of an experiment, its name, and the days for which a purchase counts. */
  readonly arm?: string;
  readonly experiment?: string;
  readonly windowDays?: number;
  readonly items: readonly Item[];
}

/** A request to the API, and the user's token. */
export type Question = readonly [api: string, path: string, userToken: string];

/**
 * The question of a shelf. Its parameters are always in the same order, for caches.
 *
 * @param get - the shelf's attributes; `''` for none
 */
export function questionOf(get: (attribute: string) => string, visitor?: Visitor): Question {
  const useCase = get('use-case');
  const userToken = get('user-token');
  // Only if it changes the answer, so that other answers can be cached for everybody.
  const isPersonal = useCase === 'recommended-for-you' && !userToken;
  const guest = isPersonal ? guestToken() : '';
  const parameters = [
    ...['item', 'items', 'num', 'filter', 'promotion', 'exclude'].map((name) => [name, get(name)]),
    ['session', isPersonal && !guest && visitor?.session],
    ['visitor', visitor?.number?.toString()],
  ].filter(([, value]) => value);
  const query = String(new URLSearchParams(parameters as string[][]));
  return [get('api'), `/recommendations/${encodeURIComponent(useCase)}?${query}`, userToken || guest];
}

const LONGEST_MS = 10_000;

/** A request in flight, possibly shared by several shelves. */
interface Shared {
  readonly answer: Promise<Answer>;
  readonly controller: AbortController;
  askers: number;
}

const inFlight = new Map<string, Shared>();

/**
 * Asks the API. Concurrent identical questions share one request, which is aborted when all of its callers have aborted.
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
