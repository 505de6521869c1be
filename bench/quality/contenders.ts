import type { EventType, UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { ALGORITHMS } from '@ecommerce-recommenders/models/algorithms';
import type { Interactions } from '@ecommerce-recommenders/models/interactions';
import type { Recommender } from '@ecommerce-recommenders/models/recommender';
import { tunedModel, type ConstantResult } from './constants';
import { ease, type LinearWeights } from './baselines/ease';
import { groupsOf, type Groups } from './baselines/groups';
import {
  bm25,
  byCounts,
  FORMULAS,
  randomWalk,
  sequentialRules,
  tfIdf,
  type ItemScores,
} from './baselines/item-scores';
import {
  bestNeighbours,
  HISTORY_WEIGHTS,
  linear,
  nextToHistory,
  nextToItem,
  popularItems,
} from './baselines/rank-by-scores';
import { sessionNeighbours } from './baselines/session-neighbours';

/** A model with one choice of its settings. */
export interface Variant {
  /** The settings; empty for a model without settings. */
  readonly label: string;
  readonly train: (interactions: Interactions) => Recommender | Promise<Recommender>;
  /** Trains faster, for comparing settings. @default train */
  readonly trainRoughly?: Variant['train'];
}

/** A model. If it has several variants, the best inside training is chosen. */
export interface Contender {
  readonly name: string;
  readonly variants: readonly Variant[];
}

/** Largest catalogue for which EASE is inverted, because its time grows with the cube of the items. */
const MAX_EASE_ITEMS = 4000;

/** Number of items for EASE while settings are compared. */
const TUNING_EASE_ITEMS = 1000;

const SHRINKAGES = [0, 5, 20, 50, 100, 200];
const BETAS = [0.2, 0.4, 0.6, 0.8];
const RIDGES = [10, 30, 100, 300, 1000];
const SESSIONS = [100, 500];

/** Days before the newest training row. */
const WINDOWS = [7, 30, 90];

/** The name of this project's model in every table. */
export const PROJECT = 'this project';

/** Name of the same model with constants that were found inside training. */
export const TUNED_PROJECT = 'this project, constants from training';

const POPULARITY = 'popularity';

/** Whether a contender has no model: popular items, of all time or of the latest days. */
export const isPopularity = (contender: string): boolean => contender.startsWith(POPULARITY);

/** This project's model and the baselines that apply to a use case. */
export function contendersOf(
  useCase: UseCaseName,
  { itemIds, orders }: Interactions,
  constants: readonly ConstantResult[],
): Contender[] {
  const tuned = tunedModel(useCase, constants);
  const contenders: Contender[] = [
    { name: PROJECT, variants: [one(ALGORITHMS[useCase])] },
    ...(tuned
      ? [{ name: TUNED_PROJECT, variants: [{ label: tuned.setting || 'the same', train: tuned.train }] }]
      : []),
    { name: POPULARITY, variants: [one((rows) => popularity(rows))] },
    ...WINDOWS.map((days) => ({
      name: `${POPULARITY} of ${days} days`,
      variants: [one((rows) => popularity(rows, days))],
    })),
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
  const weighted = (name: string, scores: Readonly<Record<string, ScoresOf>>): Contender => ({
    name,
    variants: Object.entries(scores).flatMap(([label, of]) => {
      const neighbours = keptForLast((rows) => bestNeighbours(of(rows)));
      return Object.entries(HISTORY_WEIGHTS).map(([weight, weightOf]) => ({
        label: labelOf(label, weight),
        train: (rows: Interactions) => nextToHistory(rows, neighbours(rows), weightOf),
      }));
    }),
  });
  return contenders.concat(
    weighted(
      'cosine',
      byLabel(
        'λ',
        SHRINKAGES,
        (lambda) => (rows) => byCounts(groupsOf(rows, 'user'), FORMULAS.cosine(lambda)),
      ),
    ),
    weighted('TF-IDF', { '': (rows) => tfIdf(groupsOf(rows, 'user')) }),
    weighted('BM25', { '': (rows) => bm25(groupsOf(rows, 'user')) }),
    weighted(
      'RP3β',
      byLabel('β', BETAS, (beta) => (rows) => randomWalk(groupsOf(rows, 'user'), beta)),
    ),
    {
      name: 'V-SKNN',
      variants: SESSIONS.map((k) => ({
        label: `k = ${k}`,
        train: (rows: Interactions) => sessionNeighbours(rows, k),
      })),
    },
    itemIds.length > MAX_EASE_ITEMS ? [] : [easeContender()],
  );
}

function easeContender(): Contender {
  const weightsWith = (
    most: number,
  ): ((lambda: number) => (rows: Interactions) => Promise<LinearWeights>) => {
    const byRidge = new Map(
      RIDGES.map((lambda) => [lambda, keptForLast((rows) => ease(groupsOf(rows, 'user'), lambda, most))]),
    );
    return (lambda) => byRidge.get(lambda)!;
  };
  const [whole, rough] = [MAX_EASE_ITEMS, TUNING_EASE_ITEMS].map(weightsWith);
  return {
    name: 'EASE',
    variants: RIDGES.flatMap((lambda) =>
      Object.entries(HISTORY_WEIGHTS).map(([weight, weightOf]) => ({
        label: labelOf(`λ = ${lambda}`, weight),
        train: async (rows: Interactions) => linear(rows, await whole(lambda)(rows), weightOf),
        trainRoughly: async (rows: Interactions) => linear(rows, await rough(lambda)(rows), weightOf),
      })),
    ),
  };
}

const labelOf = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(', ');

const byLabel = (
  name: string,
  values: readonly number[],
  of: (value: number) => ScoresOf,
): Record<string, ScoresOf> => Object.fromEntries(values.map((value) => [`${name} = ${value}`, of(value)]));

function popularity(rows: Interactions, days = Infinity): Recommender {
  const ranking = { items: popularItems(rows, days), answered: 0 };
  return { rank: () => ranking };
}

type ScoresOf = (rows: Interactions) => ItemScores;

/** Caches the result for the latest rows, because all weights of a history use the same rows. */
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
    { name: `TF-IDF of ${by}s`, variants: [of('', tfIdf)] },
    { name: `BM25 of ${by}s`, variants: [of('', bm25)] },
    { name: `Jaccard of ${by}s`, variants: [of('', (groups) => byCounts(groups, FORMULAS.jaccard()))] },
    { name: `LLR of ${by}s`, variants: [of('', (groups) => byCounts(groups, FORMULAS.logLikelihood()))] },
    {
      name: `RP3β of ${by}s`,
      variants: BETAS.map((beta) => of(`β = ${beta}`, (groups) => randomWalk(groups, beta))),
    },
  ];
}

/** Rows of one event type, with the same ids. Item-to-item baselines learn only from these. */
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
