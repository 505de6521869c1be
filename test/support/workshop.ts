import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { textOf } from '@ecommerce-recommenders/csv/csv-chunk';
import { readCsv } from '@ecommerce-recommenders/csv/read-csv';
import { directorySink } from '@ecommerce-recommenders/tools/prepare-data/directory-sink';
import { prepareData } from '@ecommerce-recommenders/shop-data/data/preparation/prepare-data';
import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import { InteractionsBuilder } from '@ecommerce-recommenders/models/interactions-builder';
import { DATA_SETS } from './data-sets';

/** The workshop's own archive. Tests that read it are of `describeWith('workshop')`. */
export const WORKSHOP_ARCHIVE = DATA_SETS['RetailDemoDataSet.tar.gz'].path;

/** Most viewed as Amazon Personalize answered in the workshop, in rank order. */
export const RECORDED_MOST_VIEWED: readonly string[] = [
  '7bc976b5-c78c-42aa-a4b2-dd734ce1047f',
  '898e919e-4758-41bf-bc8a-f96bcf7e375b',
  '05f4f79c-e6d1-4c31-bcfe-44d7e77fcb68',
  'dc8f6e1b-3d49-436e-93ef-821fe08ffa4e',
  'ab228b40-f692-4662-9986-6d8184dda20b',
  '6edbdde6-0791-4a53-ae92-b8aaba88753d',
  'a3ad25e8-c9c3-459a-a853-c26a0ad837eb',
  '912fb371-de19-4753-b43a-87bf4b18bac2',
  '5a9e66ed-32c5-461e-a4b0-a56948c3235b',
  '63074efc-388e-4505-b984-5b25a4441299',
];

/** Prepares the workshop's archive and collects its training interactions. */
export async function workshopInteractions(): Promise<InteractionsBuilder> {
  const folder = await mkdtemp(join(tmpdir(), 'workshop-'));
  try {
    await prepareData({
      openArchive: async () => createReadStream(WORKSHOP_ARCHIVE) as AsyncIterable<Buffer>,
      settings: {
        holdout: 0.1,
        eventTypes: { ProductViewed: 'View', OrderCompleted: 'Purchase' },
        escape: '\\',
      },
      sink: directorySink(folder),
    });
    return await readInteractions(join(folder, DATASETS.INTERACTIONS.file));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function readInteractions(file: string): Promise<InteractionsBuilder> {
  const builder = new InteractionsBuilder();
  const csv = await readCsv(createReadStream(file) as AsyncIterable<Buffer>, { file, escape: '\\' });
  const [user, item, event, timestamp] = ['USER_ID', 'ITEM_ID', 'EVENT_TYPE', 'TIMESTAMP'].map((name) =>
    csv.columns.indexOf(name),
  );
  for await (const chunk of csv.chunks) {
    for (let row = 0; row < chunk.rows; row++) {
      const text = (field: number): string => textOf(chunk, row, field);
      builder.add(text(user), text(item), text(event), Number(text(timestamp)));
    }
  }
  return builder;
}
