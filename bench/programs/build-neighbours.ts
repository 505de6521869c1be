import { customersWhoViewedXAlsoViewed } from '@ecommerce-recommenders/models/customers-who-viewed-x-also-viewed';
import { printSample } from './print-sample';
import { readViews } from './read-views';

/** Trains Customers who viewed X also viewed, with the given number of threads or the embedded AWS's default. */
async function main([file, users, items, threads]: string[]): Promise<void> {
  const interactions = readViews(file, Number(users), Number(items));
  const options = threads === undefined ? {} : { threads: Number(threads) };
  await printSample(async () => void (await customersWhoViewedXAlsoViewed(interactions, options)));
}

void main(process.argv.slice(2));
