import { commonUsers } from '../src/common-users';
import { leastEvidence } from '../src/least-evidence';
import { userItems } from '../src/user-items';
import { interactionsOf, randomNumbers, type Row } from '../../../test/support/interactions';

async function leastOf(rows: readonly Row[]): Promise<number> {
  const interactions = interactionsOf(rows);
  const entries = userItems(interactions, Float64Array.of(1));
  return leastEvidence(entries, await commonUsers(entries, interactions.itemIds.length));
}

const random = randomNumbers(5);

/** Users with two items each. */
const users = (count: number, itemsOf: (user: number) => readonly [string, string]): Row[] =>
  Array.from({ length: count }, (_, user) => user).flatMap((user) =>
    itemsOf(user).map((item, time): Row => [`user-${user}`, item, 'Purchase', time]),
  );

/** One of 300 items, the first ones more often. */
const any = (): string => `item-${Math.min(random(300), random(300), random(300))}`;

describe('the least evidence', () => {
  it('is one common user where many pairs are bought by two', async () => {
    expect(await leastOf(users(600, (user) => [`tent-${user % 300}`, `stove-${user % 300}`]))).toBe(1);
  });

  it('is beyond what chance reaches where customers buy at random', async () => {
    expect(await leastOf(users(600, () => [any(), any()]))).toBeGreaterThanOrEqual(3);
  });

  it('is reached by pairs that are planted among chance', async () => {
    const planted = (user: number): [string, string] => [`tent-${user % 20}`, `stove-${user % 20}`];
    const least = await leastOf(users(1500, (user) => (user % 5 === 0 ? planted(user) : [any(), any()])));
    expect(least).toBeLessThan(Infinity);
  });

  it('is three common users where no user has two items', async () => {
    expect(await leastOf([])).toBe(3);
    expect(await leastOf([['ann', 'tent', 'Purchase', 0]])).toBe(3);
  });
});
