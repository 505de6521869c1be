import { datasetsOf } from '@ecommerce-recommenders/shop-data/data/mapping/datasets-of';
import { readSetting } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { DATASET_TYPES } from '@ecommerce-recommenders/personalize/dataset-types';
import { servedBy } from '@ecommerce-recommenders/shop-data/contracts/lists/serving';
import { schemaChange } from '../../../lambda/shop/dataset/schema-change';
import type { Place } from '../shop-assemblies';
import { mayBeStopped } from './by-hand';
import { settingsOf, stockOf, type Configuration } from './walk';

/** Whether a shop cannot become another one. */
export const isRefused = (before: Configuration, next: Configuration): boolean =>
  REFUSALS.some((refuses) => refuses(before, next));

/** What is part of a resource that moves with the shop or an add-on. */
const OF_WHAT_MOVES = [
  'archive',
  'data',
  'eventTypes',
  'holdout',
  'holdoutBy',
  'metricAttribution',
  'ranking',
  'requestRate',
  'tags',
  'useCases',
] as const;

/** Whether a move may be refused because of what it changes besides. */
export const mayBeRefused = (before: Configuration, next: Configuration): boolean =>
  before.place !== next.place &&
  OF_WHAT_MOVES.some((name) => JSON.stringify(before.given[name]) !== JSON.stringify(next.given[name]));

/** Whether datasets that have got the columns of a failed step keep its rows: Personalize imports no file without them. */
export const keepsRows = (failed: Configuration, live: Configuration): boolean => losesColumns(failed, live);

/** Whether a step moves the shop and lets nothing stop recommenders any more, which no walk does: stopped ones stay so then. */
export const movesFromPauses = (before: Configuration, next: Configuration): boolean =>
  SHOPS[before.place] !== SHOPS[next.place] && mayBeStopped(before.given) && !mayBeStopped(next.given);

/** Why one deployment cannot follow another. */
const REFUSALS: readonly ((before: Configuration, next: Configuration) => boolean)[] = [
  hasAnotherKey,
  losesColumns,
  movesWhatHasName,
  changesWhatMoves,
];

/** Personalize does not encrypt a dataset group anew, and a key that moves is another one. */
function hasAnotherKey(before: Configuration, next: Configuration): boolean {
  const [from, to] = [before, next].map(({ given: { createKey = false } }) => createKey);
  return from !== to || (to === true && SHOPS[before.place] !== SHOPS[next.place]);
}

/** Where each place has the shop itself. */
const SHOPS: Record<Place, Place> = { app: 'app', own: 'own', 'add-ons-moved': 'own', wrapped: 'wrapped' };

/** A dataset loses no columns. */
function losesColumns(before: Configuration, next: Configuration): boolean {
  const [from, to] = [before, next].map(({ given: { data = '' } }) =>
    datasetsOf(readSetting('data', data, { projectRoot: process.cwd(), mapping: null })),
  );
  return DATASET_TYPES.some((type) => {
    const [was, is] = [from[type], to[type]];
    if (!was || !is) return false;
    const { removed, refused } = schemaChange(was.schema, is.schema);
    return removed.length + refused.length > 0;
  });
}

/**
 * CloudFormation creates a resource that moves under its new logical id before it deletes the former one, so that a name of its own
 * is taken: that of a state machine.
 */
function movesWhatHasName(before: Configuration, next: Configuration): boolean {
  if (before.place === next.place) return false;
  const [from, to] = [before, next].map(stateMachines);
  return from.some((name) => to.includes(name));
}

const stateMachines = ({ given }: Configuration): string[] => {
  const { serving = 'live', similarItems, segments, batches, freshData } = given;
  const are = { lists: serving !== 'live' || similarItems, segments, batches, freshData };
  return Object.entries(are).flatMap(([name, is]) => (is ? [name] : []));
};

/** A rollback could not restore what a resource was under its former logical id. What the release imported has no tag that says what it is. */
function changesWhatMoves(before: Configuration, next: Configuration): boolean {
  if (SHOPS[before.place] === SHOPS[next.place]) return false;
  if (before.isOfRelease) return true;
  const [from, to] = [before, next].map(({ given }) => settingsOf(given));
  const hasOtherOptions = [...servedBy('live', to)].some(([useCase, options]) => {
    const was = servedBy('live', from).get(useCase);
    return was && WRITTEN.some((name) => options[name] !== undefined && options[name] !== was[name]);
  });
  const hasOtherTags = Object.entries(to.tags).some(([key, value]) => from.tags[key] !== value);
  return hasOtherTags || hasOtherOptions || hasOtherData(before, next);
}

/** Options whose change is an update in any case. */
const WRITTEN = ['metadata', 'explorationWeight'] as const;

function hasOtherData(before: Configuration, next: Configuration): boolean {
  const [from, to] = [before, next].map(({ given }) => settingsOf(given));
  const [were, are] = [from, to].map(({ data }) => datasetsOf(data));
  const both = DATASET_TYPES.filter((type) => were[type] && are[type]);
  const [stock, nextStock] = [before, next].map(({ given }) => JSON.stringify(stockOf(given)));
  return (
    from.holdout !== to.holdout ||
    (both.includes('ITEMS') && stock !== nextStock) ||
    both.some((type) => JSON.stringify(were[type]!.schema) !== JSON.stringify(are[type]!.schema))
  );
}
