import type { Item } from './item';
import type { Interaction } from './make-interactions';
import { sampleFile, type SampleFile } from './sample-file';

const HEADER = 'ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP,DISCOUNT';

/** interactions.csv, whose lines end with CRLF. None of its fields can need quotes. */
export function interactionsCsv(interactions: readonly Interaction[], items: readonly Item[]): SampleFile {
  const rows = interactions.map(
    ({ item, user, type, timestamp, isDiscounted }) =>
      `${items[item].id},${user.id},${type},${timestamp},${isDiscounted ? 'Yes' : 'No'}`,
  );
  return sampleFile('interactions.csv', HEADER, rows, '\r\n');
}
