import { commonUsers } from '../src/common-users';
import { leastEvidence, type EvidenceModel } from '../src/least-evidence';
import { userItems } from '../src/user-items';
import { interactionsOf, randomNumbers, type Row } from '../../../test/support/interactions';

/** Predicts from all other items of a user. */
const COUNTS: EvidenceModel = { usual: 3, questions: 1000, asked: Infinity, score: (nij) => nij };

/** Predicts from one item. Popular items do not come first. */
const COSINE: EvidenceModel = { ...COUNTS, usual: 1, asked: 1, score: (n, a, b) => n / Math.sqrt(a * b) };

async function leastOf(rows: readonly Row[], model = COUNTS): Promise<number> {
  const interactions = interactionsOf(rows);
  const entries = userItems(interactions, Float64Array.of(1));
  return leastEvidence(entries, await commonUsers(entries, interactions.itemIds.length), model);
}

/** A number of users, each with the items that a function returns. */
const users = (count: number, itemsOf: (user: number) => readonly string[]): Row[] =>
  Array.from({ length: count }, (_, user) => user).flatMap((user) =>
    itemsOf(user).map((item, time): Row => [`user-${user}`, item, 'Purchase', time]),
  );

/** Draws one of 300 items. The first ones are more likely. */
function byPopularity(seed: number): () => string {
  const random = randomNumbers(seed);
  return () => `item-${Math.min(random(300), random(300), random(300))}`;
}

it('the least evidence is one common user where many pairs are bought by two', async () => {
  expect(await leastOf(users(600, (user) => [`tent-${user % 300}`, `stove-${user % 300}`]))).toBe(1);
});

it('the least evidence is beyond the usual one common user where customers buy at random', async () => {
  const any = byPopularity(1);
  const rows = users(3000, () => [any(), any(), any()]);
  expect(await leastOf(rows, COSINE)).toBeGreaterThanOrEqual(3);
});

it('the least evidence is as usual where chance alone tells the numbers apart, and where no user has two items', async () => {
  for (const seed of [1, 2, 3, 4]) {
    const any = byPopularity(seed);
    expect(await leastOf(users(40, () => [any(), any()]))).toBe(3);
  }
  expect(await leastOf([])).toBe(3);
  expect(await leastOf([['ann', 'tent', 'Purchase', 0]])).toBe(3);
});
