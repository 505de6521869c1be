import type { S3Client } from '@aws-sdk/client-s3';
import { countInWords, grouped } from '@ecommerce-recommenders/csv/count-in-words';
import type { EventType } from '@ecommerce-recommenders/personalize/use-cases';
import type { MeasuredChoice } from '@ecommerce-recommenders/shop-data/insight/readiness/measurement';
import { EN } from '@ecommerce-recommenders/shop-data/insight/readiness/texts/en';
import type { ItemEvidence, ListEvidence } from './evidence';
import { evidenceOf, type WhyQuestion } from './find-evidence';
import { itemDetails, type RecommendedItem, type RecommendQuery } from '../recommend/recommend';
import { TrainingFacts, trainingInteractions } from './training-facts';

/** An explanation of a list in sentences. */
interface Why {
  /** One or more sentences about the list as a whole. */
  readonly list: string;
  /** Returns a sentence about one of its items. */
  readonly item: (itemId: string) => string;
}

/** Explains an answer with counts of the training data, in sentences. */
export function why(facts: TrainingFacts, question: WhyQuestion): Why {
  const { list, item } = evidenceOf(facts, question);
  return { list: listInWords(list), item: (itemId) => itemInWords(item(itemId)) };
}

function listInWords(list: ListEvidence): string {
  switch (list.kind) {
    case 'counts':
      return `Counts ${NOUNS[list.event]}s: the same list for every user.`;
    case 'together':
      return (
        `${people(list.customers)} bought two different things or more. Where too few bought something together with ` +
        `the item, best sellers fill up the list, the same for every item.`
      );
    case 'also-viewed':
      return 'Counts what viewers of the item also viewed, without the user’s purchases.';
    case 'unknown-user':
      return 'The training data does not hold this user: popular items, until there are events of the user.';
    case 'history':
      return `From what the user ${verb(list.event)}, most recently ${list.latest}. Purchased items are left out.`;
  }
}

function itemInWords(item: ItemEvidence): string {
  switch (item.kind) {
    case 'times':
      return times(item);
    case 'both':
      return `${verb(item.event)} by ${grouped(item.customers)} of the ${people(item.of)} who ${verb(item.event)} ${item.name}`;
    case 'filler':
      return `filler: none of the ${people(item.of)} who ${verb(item.event)} ${item.name}; ${times(item)} in all`;
    case 'known':
      return `the user already ${verb(item.event)} it: ${times(item)} in all`;
    case 'new':
      return `new, or popular: ${times(item)}`;
    case 'shared':
      return `${people(item.customers)} ${verb(item.event)} both it and ${item.name}, which the user knows`;
  }
}

const verb = (event: EventType | undefined): string => (event ? VERBS[event] : 'viewed or bought');

const VERBS = { View: 'viewed', Purchase: 'bought' } as const satisfies Record<EventType, string>;

const NOUNS = { View: 'view', Purchase: 'purchase' } as const satisfies Record<EventType, string>;

const times = ({ event, times: count }: { readonly event?: EventType; readonly times: number }): string =>
  countInWords(count, event ? NOUNS[event] : 'interaction');

const people = (count: number): string => countInWords(count, 'customer');

/** An answer with a reason for each item, and one for the whole list. */
interface Reasons {
  readonly list: string;
  readonly items: readonly (RecommendedItem & { readonly why: string })[];
}

/**
 * Explains an answer from the training data of a deployed stack.
 *
 * @param choice - the model that the training chose, if known
 */
export async function reasonsFor(
  items: readonly RecommendedItem[],
  query: RecommendQuery,
  client: S3Client,
  bucket: string,
  choice?: MeasuredChoice,
): Promise<Reasons> {
  const facts = new TrainingFacts(await trainingInteractions(client, bucket));
  const known = query.userId === undefined ? [] : facts.historyOf(query.userId);
  const details = await itemDetails(client, bucket, [...known, ...(query.itemId ? [query.itemId] : [])]);
  const nameOf = (itemId: string): string => details.get(itemId)?.name ?? itemId;
  const { list, item } = why(facts, { ...query, nameOf });
  const sentences = choice ? `${list} ${EN.measured.choice(choice)}.` : list;
  return { list: sentences, items: items.map((answer) => ({ ...answer, why: item(answer.itemId) })) };
}
