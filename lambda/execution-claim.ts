import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';

/** A lock that one execution of a state machine holds at a time. */
export interface ExecutionClaim {
  /** Acquires the lock; false while another execution holds it. */
  take(execution: string): Promise<boolean>;
  /** Releases the lock if this execution holds it. */
  release(execution: string): Promise<void>;
}

/**
 * A lock as an S3 object, created with a conditional write. Listing the running executions would not do: Step
 * Functions' lists are eventually consistent, and two executions that started together may not see each other.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export function executionClaim(
  s3: S3Client,
  sfn: SFNClient,
  place: { readonly Bucket: string; readonly Key: string },
): ExecutionClaim {
  const holder = async (): Promise<{ execution: string; etag?: string } | undefined> => {
    try {
      const { Body, ETag } = await s3.send(new GetObjectCommand(place));
      return { execution: (await Body?.transformToString()) ?? '', etag: ETag };
    } catch (error) {
      if (isNamed(error, 'NoSuchKey')) return undefined;
      throw error;
    }
  };
  const put = async (
    execution: string,
    condition: { IfNoneMatch: '*' } | { IfMatch?: string },
  ): Promise<boolean> => {
    try {
      await s3.send(new PutObjectCommand({ ...place, ...condition, Body: execution }));
      return true;
    } catch (error) {
      // Another execution was faster or is writing concurrently; or the response to this very call was lost.
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

function isNamed(error: unknown, ...names: readonly string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}
