import type { NewItems, TrainedModel } from '../training/trained-model';
import type { RecordTable } from '../data/record-table';

const SECONDS_PER_DAY = 86_400;

/**
 * Items the model has not learnt and that are young enough to explore: age is relative to the latest
 * interaction; an item without CREATION_TIMESTAMP and without interactions counts as created at the latest one, as the
 * service documents it. Incremental: only records added since the last call are examined.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/create-recommender-configure-exploration.html
 * @see https://docs.aws.amazon.com/personalize/latest/dg/items-datasets.html
 */
export function newItemsOf(model: TrainedModel, table: RecordTable, maxAgeDays: number): NewItems {
  const { newItems: latest, log } = model;
  const isFollowed = latest?.table === table && latest.maxAgeDays === maxAgeDays;
  if (isFollowed && latest.version === table.version) return latest;
  const { itemIds, placeOf, newItems, version } = isFollowed
    ? latest
    : {
        itemIds: [...log.interactions.itemIds],
        placeOf: new Map<string, number>(),
        newItems: [],
        version: 0,
      };
  const now = log.arrays.latest;
  const isYoung = (id: string): boolean =>
    Number(table.value(id, 'CREATION_TIMESTAMP') ?? now) >= now - maxAgeDays * SECONDS_PER_DAY;
  const young = new Set<number>(newItems);
  for (const row of table.rowsSince(version)) {
    const id = table.idOf(row);
    if (log.itemOf.has(id)) continue;
    let place = placeOf.get(id);
    if (!isYoung(id)) {
      if (place !== undefined) young.delete(place);
      continue;
    }
    if (place === undefined) placeOf.set(id, (place = itemIds.push(id) - 1));
    young.add(place);
  }
  model.newItems = {
    itemIds,
    placeOf,
    // Mostly sorted already, so this is about one pass.
    newItems: [...young].sort((one, other) => (itemIds[one] < itemIds[other] ? -1 : 1)),
    table,
    maxAgeDays,
    version: table.version,
  };
  return model.newItems;
}
