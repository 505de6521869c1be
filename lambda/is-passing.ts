import { isThrottlingError, isTransientError } from '@smithy/core/retry';

/** What the SDK throws, which says more than an Error and promises nothing. */
type SdkError = Parameters<typeof isThrottlingError>[0];

/** Minutes for which a fresh role may be refused what its policy allows. */
const PROPAGATION_MINUTES = 2;

/** Query services and S3 have one name for it, JSON services the other. */
const DENIED = new Set(['AccessDenied', 'AccessDeniedException']);

/** Errors that go away by waiting, though repeating the call at once would not help. */
const PASSING = new Set([
  // A parent or child is in transition.
  'ResourceInUseException',
  // Another waiter of the same request was faster; the next look finds what it made.
  'ResourceAlreadyExistsException',
]);

/**
 * Whether an error asks to try later. What the SDK takes for throttling or for transient does, whatever a service
 * calls it: names differ by protocol, and a list of them is never complete.
 *
 * The SDK takes LimitExceededException for throttling, but of its meanings at Personalize two alone pass, the request
 * rate and "More than 5 resources with PENDING or IN_PROGRESS status"; a count of what exists does not.
 *
 * @param minutes since the request came in
 */
export function isPassing(error: unknown, minutes: number): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'LimitExceededException')
    return /PENDING|IN[_ ]PROGRESS|\brate\b|per second/i.test(error.message);
  if (DENIED.has(error.name)) return minutes < PROPAGATION_MINUTES;
  const isServerFault = '$fault' in error && error.$fault === 'server';
  return (
    PASSING.has(error.name) ||
    isServerFault ||
    isThrottlingError(error as SdkError) ||
    isTransientError(error as SdkError)
  );
}
