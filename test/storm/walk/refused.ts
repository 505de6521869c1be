import { datasetsOf } from '@ecommerce-recommenders/shop-data/data/mapping/datasets-of';
import { readSetting } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { DATASET_TYPES } from '@ecommerce-recommenders/personalize/dataset-types';
import { schemaChange } from '../../../lambda/shop/dataset/schema-change';
import type { Place } from '../shop-assemblies';
import { mayBeStopped } from './by-hand';
import type { Configuration } from './walk';

/** Whether a shop cannot become another one. */
export const isRefused = (before: Configuration, next: Configuration): boolean =>
  REFUSALS.some((refuses) => refuses(before, next));

/** What changes the rows of the datasets. */
const ROWS = ['archive', 'holdout', 'holdoutBy', 'eventTypes'] as const;

/**
 * Whether the datasets would keep the rows of a step that fails, which is left out: one that changes rows, and
 *
 * - moves the shop: the import under the new logical id has brought the new rows, and nobody asks the import under the former one to
 *   import again; or
 * - adds columns: Personalize removes none, and imports no file without them.
 */
export const mayKeepOtherRows = (before: Configuration, next: Configuration): boolean => {
  const differ = (name: keyof Configuration['given']): boolean =>
    JSON.stringify(before.given[name]) !== JSON.stringify(next.given[name]);
  const moves = SHOPS[before.place] !== SHOPS[next.place];
  return moves ? [...ROWS, 'data' as const].some(differ) : differ('data') && ROWS.some(differ);
};

/** Whether a step moves the shop and lets nothing stop recommenders any more, which no walk does: stopped ones stay so then. */
export const movesFromPauses = (before: Configuration, next: Configuration): boolean =>
  SHOPS[before.place] !== SHOPS[next.place] && mayBeStopped(before.given) && !mayBeStopped(next.given);

/** Why one deployment cannot follow another. */
const REFUSALS: readonly ((before: Configuration, next: Configuration) => boolean)[] = [
  hasAnotherKey,
  losesColumns,
  movesWhatHasName,
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
