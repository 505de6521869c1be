import type { PageReasons } from './page-answers';
import { USE_CASES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { TrainingFacts } from '../why/training-facts';
import { why } from '../why/why';
import type { PastEvent } from './events';

/** An answer to explain. */
export interface ExplainedList {
  readonly useCase: UseCaseName;
  readonly userId: string;
  readonly itemId?: string;
  readonly filter?: string;
  readonly items: readonly string[];
  readonly nameOf: (itemId: string) => string;
  /** What the user did in the training data, the latest first. */
  readonly history: readonly PastEvent[];
  /** What the user has done on the page since, the latest first. */
  readonly sent: readonly PastEvent[];
}

/** Whether events change the answers before the next training. */
const FOLLOWS_EVENTS: Record<UseCaseName, boolean> = {
  'most-viewed': false,
  'best-sellers': false,
  'frequently-bought-together': false,
  'customers-who-viewed-x-also-viewed': false,
  'recommended-for-you': true,
};

/** Explains an answer with counts of the training data and the page's events. */
export function whyList(facts: TrainingFacts, list: ExplainedList): PageReasons {
  const { list: whole, item } = why(facts, list);
  return {
    list: [
      whole,
      ...purchases(list),
      ...(list.filter === undefined ? [] : [`The filter ${list.filter} was asked for.`]),
      ...sentEvents(list),
      'These are counts of the training data, not a look into the service’s own model.',
    ],
    items: Object.fromEntries(list.items.map((itemId) => [itemId, item(itemId)])),
  };
}

function purchases({ useCase, history, sent }: ExplainedList): string[] {
  if (!USE_CASES[useCase].removesPurchased) return [];
  const bought = [...history, ...sent].filter(({ eventType }) => /^purchase$/i.test(eventType));
  const count = new Set(bought.map(({ itemId }) => itemId)).size;
  return [count === 0 ? 'This user has bought nothing yet.' : `This user has bought ${items(count)}.`];
}

function sentEvents({ useCase, sent, nameOf }: ExplainedList): string[] {
  const [latest] = sent;
  if (latest === undefined) return [];
  const { eventType, itemId } = latest;
  const did = eventType === 'Purchase' ? 'bought' : 'viewed';
  const when = FOLLOWS_EVENTS[useCase] ? 'at once' : 'at the next training';
  const [events, count] = sent.length === 1 ? ['1 event', 'counts'] : [`${sent.length} events`, 'count'];
  return [`${events} from this page ${count} ${when}; the latest: ${did} ${nameOf(itemId)}.`];
}

const items = (count: number): string => (count === 1 ? '1 item' : `${count.toLocaleString('en-US')} items`);
