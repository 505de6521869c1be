/**
 * Maximum length of a reason. CloudFormation limits responses to 4,096 bytes, and the framework adds a stack trace and the ids.
 */
const MAX_BYTES = 1000;

/** An error as one line, truncated because a service's reason can exceed CloudFormation's limit. */
export function errorInWords(error: unknown, maxBytes = MAX_BYTES): string {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const line = (name === 'Error' ? message : `${name}: ${message}`).replace(/\s+/g, ' ');
  const bytes = Buffer.from(line);
  if (bytes.length <= maxBytes) return line;
  // The cut may split a character. Its first bytes then decode to U+FFFD, which is removed.
  return `${bytes
    .subarray(0, maxBytes - 3)
    .toString()
    .replace(/\uFFFD$/, '')}…`;
}

/**
 * The reason of a failed request, with the function's log group. CDK's provider framework appends a line that names
 * Lambda's default log group, which these functions do not use.
 */
export function failureReason(error: unknown, logGroup: string | undefined): string {
  const place = logGroup === undefined ? '' : ` Logs: ${logGroup} (ignore the log group in the next line)`;
  return errorInWords(error, MAX_BYTES - Buffer.byteLength(place)) + place;
}

/** Describes an error that a state machine has caught. A function's error arrives as JSON text of the error object. */
export function caughtInWords({
  Error: name,
  Cause = '',
}: {
  readonly Error: string;
  readonly Cause?: string;
}): string {
  try {
    const { errorMessage } = JSON.parse(Cause) as { errorMessage?: string };
    return errorInWords(errorMessage ?? Cause);
  } catch {
    return errorInWords(`${name}: ${Cause}`);
  }
}
