import { SEQUENCE } from '@ecommerce-recommenders/models/constants';
import { customersWhoViewedXAlsoViewed } from '@ecommerce-recommenders/models/customers-who-viewed-x-also-viewed';
import { eventWeights } from '@ecommerce-recommenders/models/event-weights';
import { userItems } from '@ecommerce-recommenders/models/user-items';
import { VIEWED, type ViewedModel } from '@ecommerce-recommenders/models/viewed-choice';
import { printSample } from './print-sample';
import { readViews } from './read-views';

/**
 * Builds a model of Customers who viewed X also viewed, with the given number of threads or the embedded AWS's default. Without a
 * model, does the whole training, which chooses among several first.
 */
async function main([file, users, items, model, threads]: string[]): Promise<void> {
  const interactions = readViews(file, Number(users), Number(items));
  const options = threads === undefined ? {} : { threads: Number(threads) };
  await printSample(async () => {
    if (model === undefined) return void (await customersWhoViewedXAlsoViewed(interactions, options));
    const views = userItems(interactions, eventWeights(interactions.eventTypes, { View: 1 }));
    await VIEWED[model as ViewedModel](views, Number(items), options, SEQUENCE);
  });
}

void main(process.argv.slice(2));
