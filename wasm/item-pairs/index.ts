// Items that users have in common: the sums over pairs of items, their scores, and the best of each item.
export { allocate } from '../rows/memory';
export { setEntries } from './entries';
export { mostPairs, partItems, setTiles } from './tiles';
export { listEntries } from './list-entries';
export { bytesOfPairs, setPairs } from './pairs';
export { scoreBoughtTogether, scoreShrunkCosine } from './score-pairs';
export { compareTile } from './compare-tile';
export { offer, setBest, sortRows } from './best-of-rows';
