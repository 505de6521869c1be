import { IdTable, type IdArrays } from '@ecommerce-recommenders/csv/id-table';
import { userRows, type Interactions } from '@ecommerce-recommenders/models/interactions';
import type { InteractionsBuilder, RawRows } from '@ecommerce-recommenders/models/interactions-builder';
import { inSharedMemory } from '../threads/shared-memory';

/** A dataset's interactions in a form that threads can share: typed arrays and a few short strings. */
export interface LogArrays extends Omit<Interactions, 'userIds' | 'itemIds'> {
  /** Ids by integer. */
  readonly userIds: IdArrays;
  readonly itemIds: IdArrays;
  /** Offsets of each user's rows. */
  readonly starts: Uint32Array;
  /** Time of the latest interaction, in Unix seconds. */
  readonly latest: number;
  /** Source rows, for incremental imports. */
  readonly raw: RawRows;
}

/** The rows of a builder, indexed for training and serving. */
export function logArrays(builder: InteractionsBuilder): LogArrays {
  const interactions = builder.build();
  return inSharedMemory({
    ...interactions,
    userIds: tableOf(interactions.userIds),
    itemIds: tableOf(interactions.itemIds),
    starts: userRows(interactions),
    latest: interactions.timestamps.reduce((one, other) => Math.max(one, other), -Infinity),
    raw: builder.rawRows(),
  });
}

function tableOf(ids: readonly string[]): IdArrays {
  const table = new IdTable();
  for (const id of ids) table.addText(id);
  return table.arrays();
}

/** The interactions that models learn from. */
export const interactionsOf = ({ userIds, itemIds, ...columns }: LogArrays): Interactions => ({
  ...columns,
  userIds: idsOf(userIds),
  itemIds: idsOf(itemIds),
});

function idsOf(arrays: IdArrays): string[] {
  const ids = IdTable.of(arrays);
  return Array.from({ length: ids.size }, (_, number) => ids.idOf(number));
}
