import { call } from './call';
import { keptViews, RECENTLY_VIEWED } from './views';
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
  /** Whether it is a popular item that fills up the answer. */
  readonly filler?: boolean;
}

/** An answer of the shop's API. */
export interface Answer {
  /** Absent for recently viewed items. */
  readonly useCase?: string;
  readonly recommendationId?: string;
  /** Source of the items: `live`, `lists`, `similar-items`, `best-sellers` or `catalogue`; `given` for recently viewed items. */
  readonly from: string;
  /** `asked`, or the reason for fallback items: `no-history`, `no-answer` or `control`. */
  readonly because?: string;
  /** The visitor's arm of an experiment, the experiment's name, and the days for which a purchase counts. */
  readonly arm?: string;
  readonly experiment?: string;
  readonly windowDays?: number;
  readonly items: readonly Item[];
}

/** A request to the API, with the user's token. If the path is undefined, no request is sent. */
export type Question = readonly [api: string, path: string, userToken: string];

/**
 * The question of a shelf. Its parameters always have the same order, which helps caches.
 *
 * @param get - returns an attribute of the shelf; `''` if it is absent
 */
export function questionOf(get: (attribute: string) => string, visitor?: Visitor): Question {
  const useCase = get('use-case');
  if (useCase === RECENTLY_VIEWED) return questionAboutViews(get, visitor);
  const userToken = get('user-token');
  // The session is sent only if it changes the answer, so that other answers can be cached for everybody.
  const isPersonal = useCase === 'recommended-for-you' && !userToken;
  const guest = isPersonal ? guestToken() : '';
  const query = queryOf([
    ...['item', 'items', 'num', 'filter', 'promotion', 'exclude'].map((name) => [name, get(name)]),
    ['session', isPersonal && !guest && visitor?.session],
    ['visitor', visitor?.number?.toString()],
  ]);
  return [get('api'), `/recommendations/${encodeURIComponent(useCase)}?${query}`, userToken || guest];
}

/** Asks for the details of viewed items without identifying the visitor. */
function questionAboutViews(get: (attribute: string) => string, visitor?: Visitor): Question {
  const items = visitor ? keptViews().filter((itemId) => itemId !== get('item')) : [];
  const query = queryOf([['items', items.join()], ...['num', 'exclude'].map((name) => [name, get(name)])]);
  return [get('api'), items[0] ? `/items?${query}` : '', ''];
}

const queryOf = (parameters: readonly unknown[][]): string =>
  String(new URLSearchParams(parameters.filter(([, value]) => value) as string[][]));

const LONGEST_MS = 10_000;

/** A request in flight, possibly shared by several shelves. */
interface Shared {
  readonly answer: Promise<Answer>;
  readonly controller: AbortController;
  askers: number;
}

const inFlight = new Map<string, Shared>();

/**
 * Asks the API. Concurrent identical questions share one request, which is aborted only when all of its callers have aborted.
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
  const isAsked = question[1];
  const answer = (isAsked ? await call(...question, { signal: controller.signal }) : { items: [] }) as
    | Answer
    | undefined;
  if (Array.isArray(answer?.items)) return answer;
  throw new Error('no items');
}
