import { LEARNERS } from '@ecommerce-recommenders/models/algorithms';
import { servedOf } from '@ecommerce-recommenders/models/learner';
import type { Interactions } from '@ecommerce-recommenders/models/interactions';
import { InteractionsBuilder } from '@ecommerce-recommenders/models/interactions-builder';
import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import { createPrng } from '@ecommerce-recommenders/tools/sample/prng';

/** Percentage of rows whose item is in the user's favourite group. */
const TASTE = 60;
const GROUPS = 200;

/** Generates interactions of users with preferences. Item ids are skewed, and an eighth of the rows are purchases. */
function generated(rows: number, users: number, items: number): Interactions {
  const prng = createPrng(rows);
  const builder = new InteractionsBuilder();
  for (let user = 0; user < users; user++) builder.userIds.addText(`user-${user}`);
  for (let item = 0; item < items; item++) builder.itemIds.addText(`item-${item}`);
  const events = ['View', 'Purchase'].map((name) => builder.eventTypes.addText(name));
  const ofGroup = Math.floor(items / GROUPS);
  for (let row = 0; row < rows; row++) {
    const user = Math.min(prng.below(users), prng.below(users));
    const limit = prng.below(100) < TASTE ? ofGroup : items;
    const place = Math.min(prng.below(limit), prng.below(limit), prng.below(limit));
    const item = limit === items ? place : place * GROUPS + (user % GROUPS);
    const time = 1_600_000_000 + Math.floor((row * 1e7) / rows);
    builder.push(user, item, events[row % 8 === 0 ? 1 : 0], time);
  }
  return builder.build();
}

/** Trains all use cases on a generated shop. Prints the seconds of each, and the process's memory so far. */
async function main(): Promise<void> {
  const [rows, users, items] = process.argv.slice(2).map(Number);
  let begun = performance.now();
  const print = (step: string): void => {
    const seconds = (performance.now() - begun) / 1000;
    console.log(JSON.stringify({ step, seconds, peakBytes: process.resourceUsage().maxRSS * 1024 }));
    begun = performance.now();
  };
  const interactions = generated(rows, users, items);
  print('rows');
  for (const useCase of USE_CASE_NAMES) {
    const learner = LEARNERS[useCase];
    const { choice } = learner.serve(await learner.learn(interactions), servedOf(interactions));
    print(choice ? `${useCase}: ${choice.model}` : useCase);
  }
}

void main();
