import { profileArchive, type ArchiveProfile } from '../../src/profile/archive-profile';
import { shopArchive, type ShopFiles } from '../../../../test/support/shop-archive';

/** Unix seconds that are later than every row of the tests. */
export const NOW = 1_700_000_000;

export function profileOf(files: ShopFiles, holdout = 0): Promise<ArchiveProfile> {
  const eventTypes = { ProductViewed: 'View', OrderCompleted: 'Purchase' };
  return profileArchive(once(shopArchive(files)), { holdout, eventTypes, now: NOW });
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

/** interactions.csv of rows `item,user,event type,Unix seconds`. */
export const interactionsCsv = (rows: readonly string[]): string =>
  ['ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP', ...rows, ''].join('\n');
