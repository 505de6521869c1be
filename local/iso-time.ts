let lastMs = NaN;
let lastText = '';

/** Milliseconds since the Unix epoch as ISO 8601. Many requests of one millisecond ask for the same text. */
export function isoTime(ms: number): string {
  if (ms !== lastMs) [lastMs, lastText] = [ms, new Date(ms).toISOString()];
  return lastText;
}
