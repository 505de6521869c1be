import { integerAt, MIN_ROWS } from '@ecommerce-recommenders/personalize/import-rules';
import { InteractionsBuilder } from '@ecommerce-recommenders/models/interactions-builder';
import { CreationFailure } from '../errors';
import type { SourceFile } from './import-files';
import { KEY_COLUMNS, ORDER_COLUMN, addToRowHash, ROW_HASH_START } from './interaction-log';
import type { ParsedSchema } from './parsed-schema';
import { readRows } from './read-rows';

/** Reads interactions. @throws CreationFailure with the import job's failure reason */
export async function readInteractions(
  files: readonly SourceFile[],
  schema: ParsedSchema,
  signal: AbortSignal,
): Promise<InteractionsBuilder> {
  const builder = new InteractionsBuilder();
  const [user, item, event, time, order] = [...KEY_COLUMNS, ORDER_COLUMN].map((name) =>
    schema.columns.findIndex((column) => column.name === name),
  );
  const others = schema.columns.flatMap(({ name }, column) => (KEY_COLUMNS.includes(name) ? [] : [column]));
  const rows = await readRows(
    files,
    schema,
    ({ bytes, fields, rows, width }, places) => {
      for (let row = 0; row < rows; row++) {
        const first = row * width;
        const startOf = (column: number): number => 2 * (first + places[column]);
        const userAt = startOf(user);
        const itemAt = startOf(item);
        const timeAt = startOf(time);
        const orderAt = startOf(order);
        let rest = others.length === 0 ? 0 : ROW_HASH_START;
        for (const column of others)
          rest = addToRowHash(rest, bytes, fields[startOf(column)], fields[startOf(column) + 1]);
        builder.push(
          builder.userIds.add(bytes, fields[userAt], fields[userAt + 1]),
          builder.itemIds.add(bytes, fields[itemAt], fields[itemAt + 1]),
          // A schema without a domain may lack event types; they are empty then.
          event < 0
            ? builder.eventTypes.add(bytes, 0, 0)
            : builder.eventTypes.add(bytes, fields[startOf(event)], fields[startOf(event) + 1]),
          integerAt(bytes, fields[timeAt], fields[timeAt + 1]),
          rest >>> 0,
          order < 0 || fields[orderAt] === fields[orderAt + 1]
            ? undefined
            : builder.orderIds.add(bytes, fields[orderAt], fields[orderAt + 1]),
        );
      }
    },
    signal,
  );
  if (rows < MIN_ROWS.INTERACTIONS)
    throw new CreationFailure(
      `Input CSV has ${rows} rows; an import of interactions needs at least ${MIN_ROWS.INTERACTIONS}.`,
    );
  return builder;
}
