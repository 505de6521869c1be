import { isThrottlingError, isTransientError } from '@smithy/core/retry';

/** Type of the SDK's errors in its retry predicates. */
type SdkError = Parameters<typeof isThrottlingError>[0];

/** Minutes that a new or changed policy of a role may take to propagate. */
export const PROPAGATION_MINUTES = 2;

/** Query protocol and S3 use the first name, JSON protocols the second. */
const DENIED = new Set(['AccessDenied', 'AccessDeniedException']);

/** Whether an error, or what has caused it, is a missing permission. */
export const isDenied = (error: unknown): boolean =>
  error instanceof Error && (DENIED.has(error.name) || isDenied(error.cause));

/** Transient errors that the SDK does not retry, because an immediate retry would not help. */
const PASSING = new Set([
  // A parent or child resource is in transition.
  'ResourceInUseException',
  // A concurrent poll of the same request was faster; the next poll finds the resource.
  'ResourceAlreadyExistsException',
]);

/**
 * Whether an error is worth a retry later. Includes all that the SDK considers throttling or transient: error names
 * differ by protocol, so a list of our own would never be complete.
 *
 * The SDK considers every LimitExceededException throttling. At Personalize only two of its meanings are transient:
 * the request rate, and "More than 5 resources with PENDING or IN_PROGRESS status". A quota of existing resources is
 * not.
 *
 * @param minutes since the request came in
 */
export function isTransient(error: unknown, minutes: number): boolean {
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
