import { SEQUENCE } from '@ecommerce-recommenders/models/constants';
import { customersWhoViewedXAlsoViewed } from '@ecommerce-recommenders/models/customers-who-viewed-x-also-viewed';
import { eventWeights } from '@ecommerce-recommenders/models/event-weights';
import { sequenceNeighbours } from '@ecommerce-recommenders/models/sequence-neighbours';
import { userItems } from '@ecommerce-recommenders/models/user-items';
import { printSample } from './print-sample';
import { readViews } from './read-views';

/**
 * Builds the default model of Customers who viewed X also viewed, with the embedded AWS's number of threads or `one-thread`; or does
 * the whole `training`, which chooses among several models first.
 */
async function main([file, users, items, what]: string[]): Promise<void> {
  const interactions = readViews(file, Number(users), Number(items));
  const options = what === 'one-thread' ? { threads: 0 } : {};
  const build = (): Promise<unknown> => {
    const views = eventWeights(interactions.eventTypes, { View: 1 });
    return sequenceNeighbours(userItems(interactions, views), Number(items), options, SEQUENCE);
  };
  await printSample(async () => {
    await (what === 'training' ? customersWhoViewedXAlsoViewed(interactions) : build());
  });
}

void main(process.argv.slice(2));
