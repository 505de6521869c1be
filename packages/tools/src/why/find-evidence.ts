import { EVENT_TYPES, type EventType, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { ItemEvidence, ListEvidence } from './evidence';
import type { TrainingFacts } from './training-facts';

/** The question, and the names of items. */
export interface WhyQuestion {
  readonly useCase: UseCaseName;
  readonly userId?: string;
  readonly itemId?: string;
  readonly nameOf: (itemId: string) => string;
}

/** An explanation of a list in counts. */
export interface Evidence {
  readonly list: ListEvidence;
  readonly item: (itemId: string) => ItemEvidence;
}

/** Maximum number of items of a user's history to consider. */
const HISTORY = 20;

/** Explains an answer with counts of the training data. On AWS, Personalize's own model decides, which is a black box. */
export function evidenceOf(facts: TrainingFacts, question: WhyQuestion): Evidence {
  return BY_USE_CASE[question.useCase](facts, question);
}

const BY_USE_CASE: Record<UseCaseName, (facts: TrainingFacts, question: WhyQuestion) => Evidence> = {
  'most-viewed': (facts) => ({
    list: { kind: 'counts', event: 'View' },
    item: (itemId) => times(facts, 'View', itemId),
  }),
  'best-sellers': (facts) => ({
    list: { kind: 'counts', event: 'Purchase' },
    item: (itemId) => times(facts, 'Purchase', itemId),
  }),
  'frequently-bought-together': (facts, question) => ({
    list: { kind: 'together', customers: facts.customersOfSeveral('Purchase') },
    item: together(facts, 'Purchase', question),
  }),
  'customers-who-viewed-x-also-viewed': (facts, question) => ({
    list: { kind: 'also-viewed' },
    item: together(facts, 'View', question),
  }),
  'recommended-for-you': (facts, { userId = '', nameOf }) => {
    const event = onlyEvent(facts);
    if (!facts.hasUser(userId))
      return { list: { kind: 'unknown-user' }, item: (itemId) => times(facts, event, itemId) };
    const history = facts.historyOf(userId).slice(0, HISTORY);
    const customersOf = new Map(history.map((itemId) => [itemId, facts.customersOf(event, itemId)]));
    return {
      list: { kind: 'history', event, latest: nameOf(history[0]) },
      item: (itemId) => {
        const customersOfItem = facts.customersOf(event, itemId);
        const [seen, customers] = [...customersOf]
          .filter(([other]) => other !== itemId)
          .map(([other, customersOfOther]) => [other, common(customersOfItem, customersOfOther)] as const)
          .reduce((best, next) => (next[1] > best[1] ? next : best), ['', 0] as const);
        const count = facts.timesOf(event, itemId);
        if (customersOf.has(itemId)) return { kind: 'known', event, times: count };
        if (customers === 0) return { kind: 'new', event, times: count };
        return { kind: 'shared', event, customers, itemId: seen, name: nameOf(seen) };
      },
    };
  },
};

/** The event type, if there is only one. */
function onlyEvent(facts: TrainingFacts): EventType | undefined {
  const [only, ...others] = EVENT_TYPES.filter((type) => facts.has(type));
  return others.length === 0 ? only : undefined;
}

const times = (facts: TrainingFacts, event: EventType | undefined, itemId: string): ItemEvidence => ({
  kind: 'times',
  event,
  times: facts.timesOf(event, itemId),
});

function together(
  facts: TrainingFacts,
  event: EventType,
  { itemId: asked = '', nameOf }: WhyQuestion,
): (itemId: string) => ItemEvidence {
  const customers = facts.customersOf(event, asked);
  return (itemId) => {
    const count = facts.timesOf(event, itemId);
    if (customers.size === 0) return { kind: 'times', event, times: count };
    const both = common(customers, facts.customersOf(event, itemId));
    const about = { event, of: customers.size, itemId: asked, name: nameOf(asked) };
    return both > 0
      ? { kind: 'both', customers: both, ...about }
      : { kind: 'filler', times: count, ...about };
  };
}

/** Number of elements that are in both. */
export function common(some: ReadonlySet<number>, others: ReadonlySet<number>): number {
  let count = 0;
  for (const one of some) if (others.has(one)) count++;
  return count;
}
