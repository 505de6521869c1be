import type { EventType, UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { ALGORITHMS } from '@ecommerce-recommenders/models/algorithms';
import type { Interactions } from '@ecommerce-recommenders/models/interactions';
import type { Recommender } from '@ecommerce-recommenders/models/recommender';
import { ease } from './baselines/ease';
import { groupsOf, type Groups } from './baselines/groups';
import { byCounts, FORMULAS, randomWalk, sequentialRules, type ItemScores } from './baselines/item-scores';
import {
  bestNeighbours,
  HISTORY_WEIGHTS,
  linear,
  nextToHistory,
  nextToItem,
  popularItems,
} from './baselines/rank-by-scores';

/** A model with one setting. */
export interface Variant {
  /** The setting, empty for a model without. */
  readonly label: string;
  readonly train: (interactions: Interactions) => Recommender | Promise<Recommender>;
}

/** A model; with several variants it is tuned inside training. */
export interface Contender {
  readonly name: string;
  readonly variants: readonly Variant[];
}

/** The largest catalogue that EASE inverts here: its time grows with the cube. */
const MAX_EASE_ITEMS = 4000;

const SHRINKAGES = [0, 20, 100];
const BETAS = [0.2, 0.6];
const RIDGES = [100];

/** The name of this project's model in every table. */
export const PROJECT = 'this project';

/** This project's model and the baselines that apply to a use case. */
export function contendersOf(useCase: UseCaseName, { itemIds, orders }: Interactions): Contender[] {
  const contenders: Contender[] = [
    { name: PROJECT, variants: [one(ALGORITHMS[useCase])] },
    {
      name: 'popularity',
      variants: [one(popularity)],
    },
  ];
  if (useCase !== 'recommended-for-you') {
    const groupings = orders ? (['user', 'order'] as const) : (['user'] as const);
    return contenders.concat(
      groupings.flatMap((by) => groupContenders(by)),
      useCase === 'customers-who-viewed-x-also-viewed'
        ? [{ name: 'sequential rules', variants: [one((rows) => nextToItem(rows, sequentialRules(rows)))] }]
        : [],
    );
  }
  const weighted = (name: string, scores: (label: number) => ScoresOf, labels: number[]): Contender => ({
    name,
    variants: labels.flatMap((label) => {
      const neighbours = keptForLast((rows) => bestNeighbours(scores(label)(rows)));
      return Object.entries(HISTORY_WEIGHTS).map(([weight, weightOf]) => ({
        label: `${label}, ${weight}`,
        train: (rows: Interactions) => nextToHistory(rows, neighbours(rows), weightOf),
      }));
    }),
  });
  return contenders.concat(
    weighted('cosine', (lambda) => (rows) => byCounts(groupsOf(rows, 'user'), FORMULAS.cosine(lambda)), [
      ...SHRINKAGES,
    ]),
    weighted('RP3β', (beta) => (rows) => randomWalk(groupsOf(rows, 'user'), beta), BETAS),
    itemIds.length > MAX_EASE_ITEMS
      ? []
      : [
          {
            name: 'EASE',
            variants: RIDGES.map((lambda) => ({
              label: `λ = ${lambda}`,
              train: async (rows: Interactions) => linear(rows, await ease(groupsOf(rows, 'user'), lambda)),
            })),
          },
        ],
  );
}

function popularity(rows: Interactions): Recommender {
  const ranking = { items: popularItems(rows), answered: 0 };
  return { rank: () => ranking };
}

type ScoresOf = (rows: Interactions) => ItemScores;

/** Keeps what was found for the last rows, which the weights of a history share. */
function keptForLast<Found>(find: (rows: Interactions) => Found): (rows: Interactions) => Found {
  let last: { readonly rows: Interactions; readonly found: Found } | undefined;
  return (rows) => {
    if (last?.rows !== rows) last = { rows, found: find(rows) };
    return last.found;
  };
}

const one = (train: Variant['train']): Variant => ({ label: '', train });

/** Item-to-item baselines that count users or orders. */
function groupContenders(by: 'user' | 'order'): Contender[] {
  const of = (label: string, scores: (groups: Groups) => ItemScores): Variant => ({
    label,
    train: (rows) => nextToItem(rows, scores(groupsOf(rows, by))),
  });
  return [
    { name: `co-counts of ${by}s`, variants: [of('', (groups) => byCounts(groups, FORMULAS.coCounts()))] },
    {
      name: `cosine of ${by}s`,
      variants: SHRINKAGES.map((lambda) =>
        of(`λ = ${lambda}`, (groups) => byCounts(groups, FORMULAS.cosine(lambda))),
      ),
    },
    { name: `Jaccard of ${by}s`, variants: [of('', (groups) => byCounts(groups, FORMULAS.jaccard()))] },
    { name: `LLR of ${by}s`, variants: [of('', (groups) => byCounts(groups, FORMULAS.logLikelihood()))] },
    {
      name: `RP3β of ${by}s`,
      variants: BETAS.map((beta) => of(`β = ${beta}`, (groups) => randomWalk(groups, beta))),
    },
  ];
}

/** Rows of an event type, with the same ids: item-to-item baselines learn from these alone. */
export function onlyEvents(interactions: Interactions, eventType: EventType | undefined): Interactions {
  if (eventType === undefined) return interactions;
  const { events, eventTypes, users, items, timestamps, orders } = interactions;
  const wanted = eventTypes.indexOf(eventType);
  const kept = Uint32Array.from(users.keys()).filter((row) => events[row] === wanted);
  return {
    ...interactions,
    users: Uint32Array.from(kept, (row) => users[row]),
    items: Uint32Array.from(kept, (row) => items[row]),
    events: Uint8Array.from(kept, (row) => events[row]),
    timestamps: Float64Array.from(kept, (row) => timestamps[row]),
    ...(orders && { orders: Uint32Array.from(kept, (row) => orders[row]) }),
  };
}
