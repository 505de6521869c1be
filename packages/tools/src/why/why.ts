import type { S3Client } from '@aws-sdk/client-s3';
import { EVENT_TYPES, type EventType, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { itemDetails, type RecommendedItem, type RecommendQuery } from '../recommend';
import { TrainingFacts, trainingInteractions } from './training-facts';

/** The question, and the names of items. */
interface WhyQuestion {
  readonly useCase: UseCaseName;
  readonly userId?: string;
  readonly itemId?: string;
  readonly nameOf: (itemId: string) => string;
}

/** An explanation of a list. */
interface Why {
  /** About the list as a whole: one sentence or several. */
  readonly list: string;
  /** About one item of it. */
  readonly item: (itemId: string) => string;
}

/** Upper bound of items considered of a user's history. */
const HISTORY = 20;

/**
 * Explains an answer with counts of the training data. On AWS the service's own model decides, and it is a black
 * box.
 */
export function why(facts: TrainingFacts, question: WhyQuestion): Why {
  return BY_USE_CASE[question.useCase](facts, question);
}

const BY_USE_CASE: Record<UseCaseName, (facts: TrainingFacts, question: WhyQuestion) => Why> = {
  'most-viewed': (facts) => ({
    list: 'Counts views: the same list for every user.',
    item: (itemId) => times(facts, 'View', itemId),
  }),
  'best-sellers': (facts) => ({
    list: 'Counts purchases: the same list for every user.',
    item: (itemId) => times(facts, 'Purchase', itemId),
  }),
  'frequently-bought-together': (facts, question) => {
    const several = facts.customersOfSeveral('Purchase');
    return {
      list:
        `${people(several)} bought two different things or more. Where too few bought something together with ` +
        `the item, best sellers fill up the list, the same for every item.`,
      item: together(facts, 'Purchase', question),
    };
  },
  'customers-who-viewed-x-also-viewed': (facts, question) => ({
    list: 'Counts what viewers of the item also viewed, without the user’s purchases.',
    item: together(facts, 'View', question),
  }),
  'recommended-for-you': (facts, { userId = '', nameOf }) => {
    const event = onlyEvent(facts);
    if (!facts.hasUser(userId))
      return {
        list: 'The training data does not hold this user: popular items, until there are events of the user.',
        item: (itemId) => times(facts, event, itemId),
      };
    const history = facts.historyOf(userId).slice(0, HISTORY);
    const customersOf = new Map(history.map((itemId) => [itemId, facts.customersOf(event, itemId)]));
    return {
      list: `From what the user ${verb(event)}, most recently ${nameOf(history[0])}. Purchased items are left out.`,
      item: (itemId) => {
        const customersOfItem = facts.customersOf(event, itemId);
        const [seen, customers] = [...customersOf]
          .filter(([other]) => other !== itemId)
          .map(([other, customersOfOther]) => [other, common(customersOfItem, customersOfOther)] as const)
          .reduce((best, next) => (next[1] > best[1] ? next : best), ['', 0] as const);
        if (customersOf.has(itemId))
          return `the user already ${verb(event)} it: ${times(facts, event, itemId)} in all`;
        if (customers === 0) return `new, or popular: ${times(facts, event, itemId)}`;
        return `${people(customers)} ${verb(event)} both it and ${nameOf(seen)}, which the user knows`;
      },
    };
  },
};

/** The type of all events, where there is one type; undefined for several. */
function onlyEvent(facts: TrainingFacts): EventType | undefined {
  const [only, ...others] = EVENT_TYPES.filter((type) => facts.has(type));
  return others.length === 0 ? only : undefined;
}

const verb = (event: EventType | undefined): string => (event ? VERBS[event] : 'viewed or bought');

const VERBS = { View: 'viewed', Purchase: 'bought' } as const satisfies Record<EventType, string>;

function together(
  facts: TrainingFacts,
  event: EventType,
  { itemId: asked = '', nameOf }: WhyQuestion,
): (itemId: string) => string {
  const customers = facts.customersOf(event, asked);
  const verb = VERBS[event];
  return (itemId) => {
    if (itemId === asked) return `the item itself: ${times(facts, event, itemId)}`;
    const both = common(customers, facts.customersOf(event, itemId));
    return both > 0
      ? `${verb} by ${both} of the ${people(customers.size)} who ${verb} ${nameOf(asked)}`
      : `filler: none of the ${people(customers.size)} who ${verb} ${nameOf(asked)}; ${times(facts, event, itemId)} in all`;
  };
}

const NOUNS = { View: 'view', Purchase: 'purchase' } as const satisfies Record<EventType, string>;

function times(facts: TrainingFacts, event: EventType | undefined, itemId: string): string {
  const count = facts.timesOf(event, itemId);
  return `${count.toLocaleString('en-US')} ${event ? NOUNS[event] : 'interaction'}${count === 1 ? '' : 's'}`;
}

const people = (count: number): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? 'customer' : 'customers'}`;

function common(some: ReadonlySet<number>, others: ReadonlySet<number>): number {
  let count = 0;
  for (const one of some) if (others.has(one)) count++;
  return count;
}

/** An answer with a reason for each item, and one for the list. */
interface Reasons {
  readonly list: string;
  readonly items: readonly (RecommendedItem & { readonly why: string })[];
}

/** Explains an answer from the training data of a deployed stack. */
export async function reasonsFor(
  items: readonly RecommendedItem[],
  query: RecommendQuery,
  client: S3Client,
  bucket: string,
): Promise<Reasons> {
  const facts = new TrainingFacts(await trainingInteractions(client, bucket));
  const known = query.userId === undefined ? [] : facts.historyOf(query.userId);
  const details = await itemDetails(client, bucket, [...known, ...(query.itemId ? [query.itemId] : [])]);
  const nameOf = (itemId: string): string => details.get(itemId)?.name ?? itemId;
  const { list, item } = why(facts, { ...query, nameOf });
  return { list, items: items.map((answer) => ({ ...answer, why: item(answer.itemId) })) };
}
