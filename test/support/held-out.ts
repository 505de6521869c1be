import { createReadStream } from 'node:fs';
import { prepareData } from '@ecommerce-recommenders/shop-data/data/preparation/prepare-data';
import { DATASETS, VALIDATION_FILE } from '@ecommerce-recommenders/shop-data/data/datasets';
import { catalogueOf, type Catalogue } from '@ecommerce-recommenders/models/evaluation/catalogue';
import type { Histories } from '@ecommerce-recommenders/models/evaluation/histories';
import { readCategories, readHistories } from '@ecommerce-recommenders/models/evaluation/read-rows';
import { memorySink } from './memory-sink';

/** An archive's interactions, split into training data and the newest tenth of each user. */
export interface HeldOut {
  readonly training: Histories;
  readonly validation: Histories;
  readonly catalogue: Catalogue;
}

/** Prepares an archive like a deployment, and reads what an evaluation reads. */
export async function heldOut(archive: string): Promise<HeldOut> {
  const sink = memorySink();
  await prepareData({
    openArchive: async () => createReadStream(archive) as AsyncIterable<Buffer>,
    settings: {
      holdout: 0.1,
      eventTypes: { ProductViewed: 'View', OrderCompleted: 'Purchase' },
      escape: '\\',
    },
    sink,
  });
  async function* bytesOf(file: string): AsyncGenerator<Buffer> {
    yield Buffer.from(sink.files[file]);
  }
  const read = <T>(reader: (source: AsyncIterable<Buffer>, file: string) => Promise<T>, file: string) =>
    reader(bytesOf(file), file);
  const training = await read(readHistories, DATASETS.INTERACTIONS.file);
  const categories = await read(readCategories, DATASETS.ITEMS.file);
  return {
    training,
    validation: await read(readHistories, VALIDATION_FILE),
    catalogue: catalogueOf(categories, training),
  };
}
