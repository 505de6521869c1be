import type { IConstruct } from 'constructs';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { Batches } from './batch/batches';
import type { Segments } from './batch/segments';
import type { EventTracker } from './event-tracker';
import type { Filters } from './filter';
import type { Lists } from './lists/lists';
import type { Ranking } from './ranking/ranking';
import type { Recommender } from './recommender';

/** The parts of a shop whose resources are made by functions. */
export interface TurnTakers {
  readonly recommenders: ReadonlyMap<UseCaseName, Recommender>;
  readonly eventTracker?: EventTracker;
  readonly filters: Filters;
  readonly ranking?: Ranking;
  readonly segments?: Segments;
  readonly batches?: Batches;
  readonly lists?: Lists;
}

/**
 * Limits concurrency: a custom resource that starts or polls takes two functions at once, the framework's waiting
 * for ours, and a new account may run ten. With more than three resources in progress they would throttle each
 * other. So recommenders are created one after another, which is short because their training continues in the
 * background, and the others in two chains beside them, with the ranking, which trains for long, at the end of one.
 */
export function takeTurns(parts: TurnTakers): void {
  oneByOne([...parts.recommenders.values()]);
  for (const chain of chainsOf(parts)) oneByOne(chain);
}

/** Solutions and first runs of batch jobs, which are made in no time, come between the first of two chains and the lists. */
export function takeTurnsInBatch(parts: TurnTakers): void {
  const { segments, batches, lists } = parts;
  const inBatch = [...(segments?.turns ?? []), ...(batches?.turns ?? [])];
  const [first] = chainsOf(parts);
  if (inBatch.length > 0) oneByOne([first.at(-1), ...inBatch, lists].filter((one) => one !== undefined));
}

/** Two chains of what is neither a recommender nor made in batch. */
function chainsOf({
  eventTracker,
  filters,
  ranking,
}: TurnTakers): readonly [readonly IConstruct[], readonly IConstruct[]] {
  const others = [eventTracker, ...filters.byName.values()].filter((one) => one !== undefined);
  const [even, odd] = [0, 1].map((row): IConstruct[] => others.filter((_, at) => at % 2 === row));
  return [even, ranking ? [...odd, ranking] : odd];
}

/** Makes CloudFormation create constructs one after another, and delete them in reverse. */
function oneByOne(constructs: readonly IConstruct[]): void {
  for (const [at, construct] of constructs.slice(1).entries()) construct.node.addDependency(constructs[at]);
}
