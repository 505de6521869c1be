// Item-to-item similarity: sums over pairs, scores, and each item's best neighbours.
export { allocate } from '../memory';
export { enterUsers, setEntries } from './entries';
export { mostPairs, partItems, setTiles } from './tiles';
export { addUpGroups, countGroups, listGroups, setUsers } from './list-groups';
export { newPairs, setPairs } from './pairs';
export { scoreBoughtTogether, scoreSequence, scoreShrunkCosine } from './score-pairs';
export { compareTile } from './compare-tile';
export { copySorted, offer, setBest, shareRows, trimRows } from './best-of-rows';
export { setHistory, setInteractions } from './user-history';
export { setMarks } from './sort-items';
