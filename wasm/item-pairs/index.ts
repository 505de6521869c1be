// Items that users have in common: the sums over pairs of items, their scores, and the best of each item.
export { allocate } from '../memory';
export { setEntries } from './entries';
export { mostPairs, partItems, setTiles } from './tiles';
export { addUpGroups, countGroups, listGroups, setUsers } from './list-groups';
export { newPairs, setPairs } from './pairs';
export { scoreBoughtTogether, scoreShrunkCosine } from './score-pairs';
export { compareTile } from './compare-tile';
export { copySorted, offer, setBest, trimRows } from './best-of-rows';
export { setInteractions } from './interactions';
export { setHistory } from './user-history';
export { setMarks } from './sort-items';
export { enterUsers } from './enter-users';
export { shareRows } from './row-locks';
