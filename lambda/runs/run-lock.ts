import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { DescribeExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';

/** Read access to a {@link RunLock}. */
export interface LockHolder {
  /** Whether this execution has the lock. */
  holds(execution: string): Promise<boolean>;
  /** Whether another execution has the lock. */
  isAnothers(execution: string): Promise<boolean>;
}

/** A lock that one execution of a state machine holds at a time. */
export interface RunLock extends LockHolder {
  /** Acquires the lock; false while another execution holds it. */
  take(execution: string): Promise<boolean>;
  /** Releases the lock if this execution holds it. */
  release(execution: string): Promise<void>;
}

/** The S3 object that represents a lock. */
interface LockPlace {
  readonly Bucket: string;
  readonly Key: string;
}

interface Holder {
  readonly execution: string;
  readonly etag?: string;
}

const holderOf = async (s3: S3Client, place: LockPlace): Promise<Holder | undefined> => {
  try {
    const { Body, ETag } = await s3.send(new GetObjectCommand(place));
    return { execution: (await Body?.transformToString()) ?? '', etag: ETag };
  } catch (error) {
    if (isNamed(error, 'NoSuchKey')) return undefined;
    throw error;
  }
};

/** The lock for steps that never acquire it. */
export const lockHolder = (s3: S3Client, place: LockPlace): LockHolder => ({
  async holds(execution) {
    return (await holderOf(s3, place))?.execution === execution;
  },
  async isAnothers(execution) {
    const found = await holderOf(s3, place);
    return found !== undefined && found.execution !== execution;
  },
});

/**
 * A lock as an S3 object, created with a conditional write. Listing the running executions is not enough: Step
 * Functions' lists are eventually consistent, so two executions that start together may not see each other.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export function runLock(s3: S3Client, sfn: SFNClient, place: LockPlace): RunLock {
  const holder = (): Promise<Holder | undefined> => holderOf(s3, place);
  const put = async (
    execution: string,
    condition: { IfNoneMatch: '*' } | { IfMatch?: string },
  ): Promise<boolean> => {
    try {
      await s3.send(new PutObjectCommand({ ...place, ...condition, Body: execution }));
      return true;
    } catch (error) {
      // Another execution was faster or is writing concurrently, or the response to this very call was lost.
      if (!isNamed(error, 'PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey')) throw error;
      return (await holder())?.execution === execution;
    }
  };
  const isRunning = async (executionArn: string): Promise<boolean> => {
    try {
      const { status } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
      return status === 'RUNNING';
    } catch (error) {
      if (isNamed(error, 'ExecutionDoesNotExist')) return false;
      throw error;
    }
  };

  return {
    ...lockHolder(s3, place),
    async take(execution) {
      const found = await holder();
      if (found === undefined) return put(execution, { IfNoneMatch: '*' });
      if (found.execution === execution) return true;
      // An aborted execution leaves a stale lock.
      return !(await isRunning(found.execution)) && put(execution, { IfMatch: found.etag });
    },
    async release(execution) {
      if ((await holder())?.execution === execution) await s3.send(new DeleteObjectCommand(place));
    },
  };
}

/** The part of an SDK client that {@link whileLocked} wraps. */
interface Sends {
  send(command: never, ...rest: never[]): Promise<unknown>;
}

/** Command classes of the SDK. */
type Commands = readonly (abstract new (...input: never[]) => object)[];

/**
 * A client that checks the lock before each call, except reads. Step Functions stops an execution immediately, but
 * not its invocation in flight. That may continue for up to fifteen minutes, while another execution works or after
 * this one's files were deleted.
 *
 * @param may - whether the run still holds the lock
 * @param reads - commands that change nothing
 * @throws Error named `LockLost` instead of a call
 */
export function whileLocked<Client extends Sends>(
  client: Client,
  may: () => Promise<boolean>,
  reads: Commands,
): Client {
  const send = async (command: never, ...rest: never[]): Promise<unknown> => {
    const changes = !reads.some((kind) => (command as object) instanceof kind);
    if (changes && !(await may())) {
      const words =
        'This run has lost its lock and makes no further changes: it was stopped, or another run has taken over.';
      throw Object.assign(new Error(words), { name: 'LockLost' });
    }
    return client.send(command, ...rest);
  };
  // The SDK's paginators accept only its own clients.
  return Object.create(client, { send: { value: send } }) as Client;
}

/** {@link whileLocked} for S3. */
export const lockedS3 = (s3: S3Client, may: () => Promise<boolean>): S3Client =>
  whileLocked(s3, may, [GetObjectCommand, HeadObjectCommand, ListObjectsV2Command]);

/**
 * Deletes the lock, whichever execution holds it. Used for a state machine whose executions are stopped. The bucket
 * may not exist.
 */
export async function deleteLock(s3: S3Client, place: LockPlace): Promise<void> {
  await s3.send(new DeleteObjectCommand(place)).catch((error: unknown) => {
    if (!isNamed(error, 'NoSuchBucket')) throw error;
  });
}

function isNamed(error: unknown, ...names: readonly string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}
