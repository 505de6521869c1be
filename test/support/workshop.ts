import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { textOf } from '../../domain/csv/csv-chunk';
import { readCsv } from '../../domain/csv/read-csv';
import { directorySink } from '../../domain/data/directory-sink';
import { prepareData } from '../../domain/data/prepare-data';
import { DATASETS } from '../../domain/datasets';
import { InteractionsBuilder } from '../../local/recommenders/interactions-builder';

/** The workshop's own archive, which stands beside the checkout on some machines. */
export const WORKSHOP_ARCHIVE = resolve(__dirname, '../../../shared/data/RetailDemoDataSet.tar.gz');

/** `describe`, or a skipped one that says why where the workshop's archive is absent. */
export const describeWithWorkshop: (name: string, tests: () => void) => void = existsSync(WORKSHOP_ARCHIVE)
  ? describe
  : (name, tests) => describe.skip(`${name} (skipped: ${WORKSHOP_ARCHIVE} is absent)`, tests);

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
