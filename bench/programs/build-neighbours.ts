import { readFileSync } from 'node:fs';
import { customersWhoViewedXAlsoViewed } from '../../local/recommenders/customers-who-viewed-x-also-viewed';
import type { Interactions } from '../../local/recommenders/interactions';
import { printSample } from './print-sample';

/** The training of Customers who viewed X also viewed on views as `generate-views.ts` writes them. */
async function main([file, users, items]: string[]): Promise<void> {
  const bytes = readFileSync(file);
  const views = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  const column = (offset: number): Uint32Array =>
    Uint32Array.from({ length: views.length / 3 }, (_, row) => views[3 * row + offset]);
  const ids = (count: string): string[] =>
    Array.from({ length: Number(count) }, (_, number) => String(number));
  const interactions: Interactions = {
    userIds: ids(users),
    itemIds: ids(items),
    eventTypes: ['View'],
    users: column(0),
    items: column(1),
    events: new Uint8Array(views.length / 3),
    timestamps: Float64Array.from(column(2)),
  };
  await printSample(async () => void (await customersWhoViewedXAlsoViewed(interactions)));
}

void main(process.argv.slice(2));
