import { AwsError } from '../../../aws-error';

/** The errors by which services say that a resource does not exist, or is on its way out as it should be. */
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

/** Waits for a deletion; that the resource is gone already is no error. */
export async function unlessGone(deletion: Promise<unknown>): Promise<void> {
  await isGone(deletion);
}

/** Whether a call finds that its resource does not exist. */
export async function isGone(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return false;
  } catch (error) {
    if (error instanceof AwsError && GONE.has(error.code)) return true;
    throw error;
  }
}
