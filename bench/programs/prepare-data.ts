import { archiveFile } from '@ecommerce-recommenders/tools/shop-files/named-files';
import { directorySink } from '@ecommerce-recommenders/tools/prepare-data/directory-sink';
import { prepareData } from '@ecommerce-recommenders/shop-data/data/preparation/prepare-data';
import { printSample } from './print-sample';

/** Prepares an archive into a folder. */
async function main([archive, folder]: string[]): Promise<void> {
  const { open } = await archiveFile(archive);
  await printSample(async () => {
    await prepareData({
      openArchive: open,
      settings: {
        holdout: 0.1,
        eventTypes: { ProductViewed: 'View', OrderCompleted: 'Purchase' },
        escape: '"',
      },
      sink: directorySink(folder),
    });
  });
}

void main(process.argv.slice(2));
