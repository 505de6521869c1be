import { didYouMean, nearestName } from '../src/nearest-name';

const NAMES = ['archive', 'holdout', 'monthlyBudget', 'env', 'force'];

it.each([
  ['archives', 'archive'],
  ['Holdotu', 'holdout'],
  ['budget', 'monthlyBudget'],
  ['enf', 'env'],
])('the name that may have been meant for %s is %s', (typed, name) => {
  expect(nearestName(typed, NAMES)).toBe(name);
  expect(didYouMean(typed, NAMES)).toBe(` Did you mean ${name}?`);
});

it.each(['zzz', 'foo', 'runReport', 'constructor', 'out', ''])('no name was meant by %j', (typed) => {
  expect(nearestName(typed, NAMES)).toBeUndefined();
  expect(didYouMean(typed, NAMES)).toBe('');
});
