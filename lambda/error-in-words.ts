/** CloudFormation takes 4,096 bytes in all; the framework adds a stack trace and the ids. */
const MAX_BYTES = 1000;

/** An error as one line, its start kept: a service's own reason can be longer than CloudFormation takes. */
export function errorInWords(error: unknown): string {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const line = (name === 'Error' ? message : `${name}: ${message}`).replace(/\s+/g, ' ');
  const bytes = Buffer.from(line);
  if (bytes.length <= MAX_BYTES) return line;
  // The cut may fall into a character; its first bytes decode to U+FFFD.
  return `${bytes
    .subarray(0, MAX_BYTES - 3)
    .toString()
    .replace(/\uFFFD$/, '')}…`;
}
