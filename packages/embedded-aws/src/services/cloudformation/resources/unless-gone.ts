import { AwsError } from '../../../aws-error';

/** Errors that mean a resource does not exist, or is already being deleted. */
const GONE = new Set([
  'KMSInvalidStateException',
  'NoSuchBucket',
  'NoSuchBucketPolicy',
  'NoSuchEntity',
  'NotFound',
  'NotFoundException',
  'ParameterNotFound',
  'ResourceNotFound',
  'ResourceNotFoundException',
  'StateMachineDoesNotExist',
]);

/** Waits for a deletion; ignores that the resource is already gone. */
export async function unlessGone(deletion: Promise<unknown>): Promise<void> {
  await isGone(deletion);
}

/** Whether a call fails because its resource does not exist. */
export async function isGone(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return false;
  } catch (error) {
    if (error instanceof AwsError && GONE.has(error.code)) return true;
    throw error;
  }
}
