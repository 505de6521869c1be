import { eventWeights } from '@ecommerce-recommenders/models/event-weights';
import { sequenceNeighbours } from '@ecommerce-recommenders/models/sequence-neighbours';
import { shrunkCosine } from '@ecommerce-recommenders/models/shrunk-cosine';
import { userItems } from '@ecommerce-recommenders/models/user-items';
import { printSample } from './print-sample';
import { readViews } from './read-views';

const MODELS = { sequence: sequenceNeighbours, cosine: shrunkCosine };

/** Builds the neighbours of a model, with the given number of threads or the embedded AWS's default. */
async function main([file, users, items, model, threads]: string[]): Promise<void> {
  const interactions = readViews(file, Number(users), Number(items));
  const options = threads === undefined ? {} : { threads: Number(threads) };
  await printSample(async () => {
    const views = userItems(interactions, eventWeights(interactions.eventTypes, { View: 1 }));
    await MODELS[model as keyof typeof MODELS](views, Number(items), options);
  });
}

void main(process.argv.slice(2));
