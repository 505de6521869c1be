import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { baselinesOf, type ListName } from './baselines';
import type { Catalogue } from './catalogue';
import type { Interactions } from '../interactions';
import { InteractionsBuilder } from '../interactions-builder';
import { firstItems, type Question } from './questions';
import type { Histories } from './histories';
import { measureLists, type MeasuredLists } from './list-metrics';
import { LIST_LENGTH, plainLists, type Comparator, type PlainList } from './plain-lists';

/** Results of the recommender or a baseline. */
export interface ComparedLists {
  readonly name: ListName;
  /** Which of the plain lists is the strongest, and the days over which its items are counted, if not all. */
  readonly comparator?: Comparator;
  readonly comparatorDays?: number;
  /** Whether the lists are identical to the recommender's. */
  readonly isSame: boolean;
  /** One entry per length. */
  readonly measured: readonly MeasuredLists[];
}

/** Inputs of the measurement. */
export interface EvaluationData {
  readonly training: Histories;
  readonly catalogue: Catalogue;
}

/**
 * Measures a recommender's lists, then each baseline's for the same questions. The last baseline is the one of
 * {@link plainLists} with the most hits in ten items.
 *
 * @param recommended - one list per question, best first
 * @param unexplored - the same without exploration, if the recommender explores
 */
export function compareLists(
  useCase: UseCaseName,
  questions: readonly Question[],
  recommended: readonly (readonly string[])[],
  { training, catalogue }: EvaluationData,
  unexplored?: readonly (readonly string[])[],
): ComparedLists[] {
  const own = recommended.map((list, at) => firstItems(list, questions[at]));
  const others = new Map<ListName, string[][]>();
  if (unexplored)
    others.set(
      'unexplored',
      unexplored.map((list, at) => firstItems(list, questions[at])),
    );
  for (const [name, baseline] of baselinesOf(useCase, training, catalogue))
    others.set(
      name,
      questions.map((question) => firstItems(baseline(question), question)),
    );
  const { lists, ...plain } = strongestPlain(useCase, questions, training);
  others.set('plain', lists);
  return [
    { name: 'recommender', isSame: true, measured: measureLists(questions, own, catalogue) },
    ...[...others].map(([name, lists]) => ({
      name,
      ...(name === 'plain' && plain),
      isSame: lists.every((list, at) => list.join() === own[at].join()),
      measured: measureLists(questions, lists, catalogue),
    })),
  ];
}

type StrongestPlain = Pick<ComparedLists, 'comparator' | 'comparatorDays'> & { readonly lists: string[][] };

/** The list without a model that has the most hits; the first one if several have. Random lists do not count. */
function strongestPlain(
  useCase: UseCaseName,
  questions: readonly Question[],
  training: Histories,
): StrongestPlain {
  const { interactions, until } = interactionsOf(training);
  const users = new Map(interactions.userIds.map((id, user) => [id, user]));
  const items = new Map(interactions.itemIds.map((id, item) => [id, item]));
  const numbersOf = (ids: ReadonlySet<string>): Set<number> =>
    new Set([...ids].flatMap((id) => items.get(id) ?? []));
  const listsOf = ({ listFor }: PlainList): string[][] =>
    questions.map((question) => {
      const { userId, wanted, excluded } = question;
      const user = users.get(userId);
      const list = listFor({
        query: { user },
        wanted: numbersOf(wanted),
        excluded: numbersOf(excluded),
        isNewcomer: user === undefined,
      });
      return firstItems(idsOf(list, interactions.itemIds), question);
    });
  const hitsOf = (lists: readonly string[][]): number =>
    lists.filter((list, at) => list.slice(0, LIST_LENGTH).some((id) => questions[at].wanted.has(id))).length;
  const [strongest] = plainLists(useCase, interactions, until)
    .filter(({ comparator }) => comparator !== 'random')
    .map((plain) => ({ plain, lists: listsOf(plain) }))
    .sort((a, b) => hitsOf(b.lists) - hitsOf(a.lists));
  const { comparator, days } = strongest.plain;
  return { comparator, ...(days !== undefined && { comparatorDays: days }), lists: strongest.lists };
}

function* idsOf(list: Iterable<number>, itemIds: readonly string[]): Generator<string> {
  for (const item of list) yield itemIds[item];
}

/** Cached, because several use cases are compared on the same rows. */
const converted = new WeakMap<Histories, ReturnType<typeof interactionsOf>>();

function interactionsOf(training: Histories): {
  readonly interactions: Interactions;
  readonly until: number;
} {
  const known = converted.get(training);
  if (known) return known;
  const builder = new InteractionsBuilder();
  let until = -Infinity;
  for (const [userId, history] of training)
    for (const { itemId, eventType, timestamp } of history) {
      builder.add(userId, itemId, eventType, timestamp);
      until = Math.max(until, timestamp);
    }
  const made = { interactions: builder.build(), until };
  converted.set(training, made);
  return made;
}
