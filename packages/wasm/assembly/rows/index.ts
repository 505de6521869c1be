// CSV scanning, and the row rule for interactions.
export { allocate } from '../memory';
export { scanPlain, scannedRows, scannedBytes, scannedLines, isPlain, wrongFields } from './scan-plain';
export { newInteractions, setRoom } from './interactions';
export { addEventName, keepEventType, keepRows } from './keep-rows';
export { checkRows } from './check-rows';
export { countUsers, isOrdered, latest, userCount, copyCounts } from './count-users';
export { writeRows } from './write-rows';
export { partRows, heldOutEnd } from './part-rows';
