import { coCounts } from '../../../domain/evaluation/co-counts';
import { historiesOf } from '../../../domain/evaluation/histories';

const TRAINING = historiesOf(
  Object.entries({ u1: 'abx', u2: 'abx', u3: 'ay', u4: 'ay', u5: 'ay', u6: 'zz' }).flatMap(
    ([userId, items]) =>
      [...items].map((itemId, timestamp) => ({ userId, itemId, eventType: 'View', timestamp })),
  ),
);

describe('co-counts', () => {
  const counted = coCounts(TRAINING, 'View');

  it('rank by the number of users who share an item, which leads itself', () => {
    expect(counted(['a'])).toEqual(['a', 'y', 'b', 'x']);
  });

  it('count a user once for each of the items that are shared', () => {
    // x: twice each of u1 and u2, so 4; y: once each of u3, u4 and u5, so 3.
    expect(counted(['a', 'b'])).toEqual(['a', 'b', 'x', 'y']);
  });

  it('have nothing to say of an item alone or unknown', () => {
    expect(coCounts(historiesOf([]), 'View')(['a'])).toEqual([]);
    expect(counted(['z'])).toEqual(['z']);
    expect(counted(['unknown'])).toEqual([]);
  });

  it('know nothing of other event types', () => {
    expect(coCounts(TRAINING, 'Purchase')(['a'])).toEqual([]);
  });
});
