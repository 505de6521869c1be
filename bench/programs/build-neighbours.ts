import { customersWhoViewedXAlsoViewed } from '../../local/recommenders/customers-who-viewed-x-also-viewed';
import { printSample } from './print-sample';
import { readViews } from './read-views';

/** The training of Customers who viewed X also viewed, with so many threads, or as the embedded AWS trains. */
async function main([file, users, items, threads]: string[]): Promise<void> {
  const interactions = readViews(file, Number(users), Number(items));
  const options = threads === undefined ? {} : { threads: Number(threads) };
  await printSample(async () => void (await customersWhoViewedXAlsoViewed(interactions, options)));
}

void main(process.argv.slice(2));
