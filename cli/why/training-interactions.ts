import type { S3Client } from '@aws-sdk/client-s3';
import { readCsv } from '../../domain/csv/read-csv';
import type { IdTable } from '../../domain/data/id-table';
import { parseTimestamp } from '../../domain/data/interaction-fields';
import { DATASETS } from '../../domain/datasets';
import type { Interactions } from '../../local/recommenders/interactions';
import { InteractionsBuilder } from '../../local/recommenders/interactions-builder';
import { preparedBody } from '../prepared-body';

/** The interactions that a deployed stack was trained on, from its data bucket, without exact copies. */
export async function trainingInteractions(client: S3Client, bucket: string): Promise<Interactions> {
  const { file } = DATASETS.INTERACTIONS;
  const body = await preparedBody(client, bucket, file);
  const { columns, chunks } = await readCsv(body, { file, escape: '\\' });
  const columnOf = (name: string): number => columns.indexOf(name);
  const user = columnOf('USER_ID');
  const item = columnOf('ITEM_ID');
  const event = columnOf('EVENT_TYPE');
  const time = columnOf('TIMESTAMP');
  const builder = new InteractionsBuilder();
  for await (const { bytes, rows, width, fields } of chunks) {
    const number = (ids: IdTable, at: number): number => ids.add(bytes, fields[at], fields[at + 1]);
    for (let row = 0; row < rows; row++) {
      const first = 2 * row * width;
      const timeAt = first + 2 * time;
      builder.push(
        number(builder.userIds, first + 2 * user),
        number(builder.itemIds, first + 2 * item),
        number(builder.eventTypes, first + 2 * event),
        parseTimestamp(bytes, fields[timeAt], fields[timeAt + 1]),
      );
    }
  }
  return builder.build();
}
