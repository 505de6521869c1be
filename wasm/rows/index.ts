// Rows of CSV text: finding their fields, and what becomes of interactions.
export { allocate } from './memory';
export { scanPlain, scannedRows, scannedBytes, scannedLines, isPlain, wrongFields } from './scan-plain';
