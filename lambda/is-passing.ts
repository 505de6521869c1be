/** Minutes for which a fresh role may be refused what its policy allows. */
const PROPAGATION_MINUTES = 2;

/** Errors that go away by waiting, by name. */
const PASSING = new Set([
  'ThrottlingException',
  'TooManyRequestsException',
  'TimeoutError',
  // A parent or child is in transition.
  'ResourceInUseException',
  // Another waiter of the same request was faster; the next look finds what it made.
  'ResourceAlreadyExistsException',
]);

/**
 * Whether an error asks to try later.
 *
 * Of LimitExceededException two meanings pass, the request rate and "More than 5 resources with PENDING or
 * IN_PROGRESS status"; a count of what exists does not.
 *
 * @param minutes since the request came in
 */
export function isPassing(error: unknown, minutes: number): boolean {
  if (!(error instanceof Error)) return false;
  if (PASSING.has(error.name)) return true;
  if (error.name === 'LimitExceededException') {
    return /PENDING|IN[_ ]PROGRESS|\brate\b|per second/i.test(error.message);
  }
  if (error.name === 'AccessDeniedException') return minutes < PROPAGATION_MINUTES;
  const isServerFault = '$fault' in error && error.$fault === 'server';
  const isBrokenConnection = 'code' in error && (error.code === 'ECONNRESET' || error.code === 'ETIMEDOUT');
  return isServerFault || isBrokenConnection;
}
