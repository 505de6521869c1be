import type { ListReason, PageReasons } from './page-answers';
import { USE_CASES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { evidenceOf } from '../why/find-evidence';
import type { TrainingFacts } from '../why/training-facts';
import type { PastEvent } from './events';

/** An answer to explain. */
export interface ExplainedList {
  readonly useCase: UseCaseName;
  readonly userId: string;
  readonly itemId?: string;
  readonly filter?: string;
  readonly items: readonly string[];
  readonly nameOf: (itemId: string) => string;
  /** What the user did in the training data, latest first. */
  readonly history: readonly PastEvent[];
  /** What the user has done on the page since, latest first. */
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
  const { list: whole, item } = evidenceOf(facts, list);
  return {
    list: [
      whole,
      ...purchases(list),
      ...(list.filter === undefined ? [] : [{ kind: 'filter', name: list.filter } as const]),
      ...sentEvents(list),
    ],
    items: Object.fromEntries(list.items.map((itemId) => [itemId, item(itemId)])),
  };
}

const isPurchase = ({ eventType }: PastEvent): boolean => /^purchase$/i.test(eventType);

function purchases({ useCase, history, sent }: ExplainedList): ListReason[] {
  if (!USE_CASES[useCase].removesPurchased) return [];
  const bought = [...history, ...sent].filter(isPurchase);
  return [{ kind: 'bought', items: new Set(bought.map(({ itemId }) => itemId)).size }];
}

function sentEvents({ useCase, sent, nameOf }: ExplainedList): ListReason[] {
  const [latest] = sent;
  if (latest === undefined) return [];
  return [
    {
      kind: 'sent',
      events: sent.length,
      countsAtOnce: FOLLOWS_EVENTS[useCase],
      event: isPurchase(latest) ? 'Purchase' : 'View',
      name: nameOf(latest.itemId),
    },
  ];
}
