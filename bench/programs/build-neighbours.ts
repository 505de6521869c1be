import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { customersWhoViewedXAlsoViewed } from '../../local/recommenders/customers-who-viewed-x-also-viewed';
import type { Interactions } from '../../local/recommenders/interactions';
import { printSample } from './print-sample';

const ROW_BYTES = 12;
const PIECE_ROWS = 1 << 16;

/**
 * The training of Customers who viewed X also viewed on views as `generate-views.ts` writes them, with so many
 * threads, or as the embedded AWS trains.
 */
async function main([file, users, items, threads]: string[]): Promise<void> {
  const interactions = interactionsOf(file, Number(users), Number(items));
  const options = threads === undefined ? {} : { threads: Number(threads) };
  await printSample(async () => void (await customersWhoViewedXAlsoViewed(interactions, options)));
}

/** Read piece by piece, so that the memory that is measured is the training's. */
function interactionsOf(path: string, users: number, items: number): Interactions {
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

void main(process.argv.slice(2));
