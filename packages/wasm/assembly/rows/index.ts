// CSV scanning, and the row rule for interactions.
export { allocate } from '../memory';
export { countLines, setDialect } from './dialect';
export { found } from './found';
export { scanPlain } from './scan-plain';
export { scanRows } from './scan-rows';
export { newInteractions, setRoom } from './interactions';
export { addEventName, keepEventType, keepRows } from './keep-rows';
export { checkRows } from './check-rows';
export { countUsers, isOrdered, latest, userCount, copyCounts } from './count-users';
export { writeRows } from './write-rows';
export { partRows, heldOutEnd } from './part-rows';
