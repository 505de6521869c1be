import { groupsOf } from '../../bench/quality/baselines/groups';
import { bm25, tfIdf } from '../../bench/quality/baselines/item-scores';
import { ease } from '../../bench/quality/baselines/ease';
import { historiesOf } from '../../bench/quality/baselines/rank-by-scores';
import { sessionNeighbours } from '../../bench/quality/baselines/session-neighbours';
import { TASKS } from '../../bench/quality/tasks';
import type { QualityRow } from '../../bench/quality/quality-data';
import { interactionsOf, type Row } from '../support/interactions';

const ROWS: Row[] = [
  ['ann', 'bowl', 'View', 100],
  ['ann', 'cup', 'View', 110],
  ['bob', 'bowl', 'View', 200],
  ['bob', 'cup', 'View', 210],
  ['bob', 'knife', 'View', 220],
  ['cid', 'cup', 'View', 300],
  ['cid', 'fork', 'View', 310],
  ['dan', 'knife', 'View', 400],
  ['dan', 'spoon', 'View', 410],
];
const interactions = interactionsOf(ROWS);
const { itemIds, userIds } = interactions;
const item = (id: string): number => itemIds.indexOf(id);

describe('the baselines of the judge', () => {
  it('weigh users by the inverse frequency of their items', () => {
    const scores = tfIdf(groupsOf(interactions, 'user'))(item('bowl'));
    // Of five items, ann has two and bob three.
    const [ann, bob] = [Math.log(5 / 3) ** 2, Math.log(5 / 4) ** 2];
    expect(scores[item('cup')]).toBeCloseTo((ann + bob) / Math.sqrt((ann + bob) * (2 * ann + bob)));
    expect(scores[item('knife')]).toBeCloseTo(bob / Math.sqrt((ann + bob) * (bob + ann)));
    expect(scores[item('spoon')]).toBe(0);
  });

  it('weigh items less the more users they have, as BM25 does words of long documents', () => {
    const scores = bm25(groupsOf(interactions, 'user'))(item('bowl'));
    const [ann, bob] = [Math.log(5 / 3) ** 2, Math.log(5 / 4) ** 2];
    // Of nine rows, five items have 1.8 users on average.
    const damping = (users: number): number => 2.2 / (1.2 * (0.25 + (0.75 * users) / 1.8) + 1);
    expect(scores[item('cup')]).toBeCloseTo((ann + bob) * damping(2) * damping(3));
    expect(scores[item('knife')]).toBeCloseTo(bob * damping(2) * damping(2));
    expect([scores[item('bowl')], scores[item('spoon')]]).toEqual([0, 0]);
  });

  it('recommend what similar sessions have, the latest common item counting most', () => {
    const { items, answered } = sessionNeighbours(interactions, 10).rank({ user: userIds.indexOf('ann') });
    const ids = [...items].slice(0, answered).map((number) => itemIds[number]);
    // cup is ann's latest item: bob shares both of ann's items, cid the cup alone, dan none.
    expect(ids).toEqual(['cup', 'bowl', 'knife', 'fork']);
  });

  it('know of a newcomer what came since the training, and of others that first', () => {
    const recent = [
      { item: item('fork'), timestamp: 900 },
      { item: item('spoon'), timestamp: 910 },
    ];
    const of = (user?: number): string[] =>
      historiesOf(interactions)({ user, recent }).map((past) => itemIds[past.item]);
    expect(of()).toEqual(['spoon', 'fork']);
    expect(of(userIds.indexOf('ann'))).toEqual(['spoon', 'fork', 'cup', 'bowl']);
    const { items, answered } = sessionNeighbours(interactions, 10).rank({ recent });
    const ids = [...items].slice(0, answered).map((number) => itemIds[number]);
    // dan shares the latest item, cid the one before.
    expect(ids).toEqual(['knife', 'spoon', 'cup', 'fork']);
  });

  it('fit the linear model to some items as to data of these alone', async () => {
    const { items, B } = await ease(groupsOf(interactions, 'user'), 10, 3);
    expect(Array.from(items, (number) => itemIds[number])).toEqual(['cup', 'bowl', 'knife']);
    const alone = interactionsOf(ROWS.filter(([, id]) => ['cup', 'bowl', 'knife'].includes(id)));
    const whole = await ease(groupsOf(alone, 'user'), 10, Infinity);
    expect(B).toEqual(whole.B);
    for (const [place, row] of B.entries()) expect(row[place]).toBe(0);
  });
});

describe('the questions of the judge', () => {
  const row = (userId: string, itemId: string, timestamp: number): QualityRow => ({
    userId,
    itemId,
    eventType: 'View',
    timestamp,
  });
  const split = {
    training: [row('ann', 'bowl', 100)],
    heldOut: [
      row('ann', 'cup', 200),
      ...['bowl', 'cup', 'fork', 'spoon'].map((id, at) => row('bob', id, 200 + at)),
      row('cid', 'cup', 200),
    ],
  };
  const asked = (task: string): object[] =>
    TASKS.find(({ title }) => title === task)!
      .questions(split)
      .map(({ userId, wanted, recent }) => [
        userId,
        [...wanted],
        ...(recent ? [recent.map(({ itemId }) => itemId)] : []),
      ]);

  it('ask forward in time for newcomers with the first half of what they do', () => {
    expect(asked('Recommended for you, forward in time')).toEqual([
      ['ann', ['cup'], []],
      ['bob', ['fork', 'spoon'], ['bowl', 'cup']],
    ]);
  });

  it('ask for strangers without anything', () => {
    expect(asked('Recommended for you, strangers, forward in time')).toEqual([
      ['bob', ['bowl', 'cup', 'fork', 'spoon']],
      ['cid', ['cup']],
    ]);
  });
});
