import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Interactions } from '@ecommerce-recommenders/models/interactions';

const ROW_BYTES = 12;
const PIECE_ROWS = 1 << 16;

/** Reads the views of `generate-views.ts` in chunks, so that peak memory does not depend on the file's size. */
export function readViews(path: string, users: number, items: number): Interactions {
  const file = openSync(path, 'r');
  const rows = fstatSync(file).size / ROW_BYTES;
  const ids = (count: number): string[] => Array.from({ length: count }, (_, number) => String(number));
  const interactions = {
    userIds: ids(users),
    itemIds: ids(items),
    eventTypes: ['View'],
    users: new Uint32Array(rows),
    items: new Uint32Array(rows),
    events: new Uint8Array(rows),
    timestamps: new Float64Array(rows),
  };
  const piece = new Uint32Array(PIECE_ROWS * 3);
  for (let row = 0; row < rows;) {
    const end = row + readSync(file, piece) / ROW_BYTES;
    for (let at = 0; row < end; row++) {
      interactions.users[row] = piece[at++];
      interactions.items[row] = piece[at++];
      interactions.timestamps[row] = piece[at++];
    }
  }
  closeSync(file);
  return interactions;
}
