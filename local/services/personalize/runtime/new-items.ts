import type { RecordTable } from '../data/record-table';
import type { TrainedModel } from '../training/trained-model';

/** Items that a model can only explore. */
export interface NewItems {
  /** The model's items and after them the new ones, by id. */
  readonly itemIds: readonly string[];
  /** Places of the new ones in {@link itemIds}. */
  readonly newItems: readonly number[];
  /** What they were found in; another one makes them out of date. */
  readonly table: RecordTable;
  readonly version: number;
  readonly maxAgeDays: number;
}

const SECONDS_PER_DAY = 86_400;

/**
 * The items of the Items dataset that the model has not learnt from and that are not too old to be explored:
 * age is counted back from the latest interaction, and an item without a CREATION_TIMESTAMP is new.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/create-recommender-configure-exploration.html
 */
export function newItemsOf(model: TrainedModel, table: RecordTable, maxAgeDays: number): NewItems {
  const { newItems: latest, log } = model;
  if (latest?.table === table && latest.version === table.version && latest.maxAgeDays === maxAgeDays)
    return latest;
  const { itemIds, timestamps } = log.interactions;
  const now = timestamps.reduce((one, other) => Math.max(one, other), -Infinity);
  const isYoung = (id: string): boolean =>
    Number(table.value(id, 'CREATION_TIMESTAMP') ?? now) >= now - maxAgeDays * SECONDS_PER_DAY;
  const added = [...table.ids()]
    .filter((id) => !log.itemOf.has(id) && isYoung(id))
    .sort((a, b) => (a < b ? -1 : 1));
  model.newItems = {
    itemIds: [...itemIds, ...added],
    newItems: added.map((_, at) => itemIds.length + at),
    table,
    version: table.version,
    maxAgeDays,
  };
  return model.newItems;
}
