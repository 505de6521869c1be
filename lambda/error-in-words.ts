/** CloudFormation takes 4,096 bytes in all; the framework adds a stack trace and the ids. */
const MAX_BYTES = 1000;

/** An error as one line, its start kept: a service's own reason can be longer than CloudFormation takes. */
export function errorInWords(error: unknown, maxBytes = MAX_BYTES): string {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const line = (name === 'Error' ? message : `${name}: ${message}`).replace(/\s+/g, ' ');
  const bytes = Buffer.from(line);
  if (bytes.length <= maxBytes) return line;
  // The cut may fall into a character; its first bytes decode to U+FFFD.
  return `${bytes
    .subarray(0, maxBytes - 3)
    .toString()
    .replace(/\uFFFD$/, '')}…`;
}

/**
 * Why a request of CloudFormation failed, with the function's log group. CDK's provider framework adds a line that names
 * the group that Lambda would make by itself, and these functions have one of their own.
 */
export function failureReason(error: unknown, logGroup: string | undefined): string {
  const place = logGroup === undefined ? '' : ` Logs: ${logGroup} (and not where the next line says)`;
  return errorInWords(error, MAX_BYTES - Buffer.byteLength(place)) + place;
}
