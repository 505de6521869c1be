import { isThrottlingError, isTransientError } from '@smithy/core/retry';

/** Type of the SDK's errors in its retry predicates. */
type SdkError = Parameters<typeof isThrottlingError>[0];

/** A new or changed policy of a role may take this many minutes to propagate. */
export const PROPAGATION_MINUTES = 2;

/** The Query protocol and S3 use the first name, JSON protocols the second. */
const DENIED = new Set(['AccessDenied', 'AccessDeniedException']);

/** Whether an error or its cause is a missing permission. */
export const isDenied = (error: unknown): boolean =>
  error instanceof Error && (DENIED.has(error.name) || isDenied(error.cause));

/** Transient errors that the SDK does not retry, because an immediate retry would not help. */
const PASSING = new Set([
  // A parent or child resource is in transition.
  'ResourceInUseException',
  // A concurrent poll of the same request was faster. The next poll finds the resource.
  'ResourceAlreadyExistsException',
]);

/**
 * Whether an error is worth a later retry. Includes everything that the SDK considers throttling or transient, because error
 * names differ by protocol and a list of our own would never be complete.
 *
 * The SDK considers every LimitExceededException throttling. In Personalize only two of its meanings are transient: the request
 * rate, and "More than 5 resources with PENDING or IN_PROGRESS status". A quota of existing resources is not.
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
