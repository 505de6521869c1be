import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';

/** JSON objects below a prefix of the data bucket. Each run of a state machine has a folder there. */
export interface RunObjects {
  /** Text of an object; `undefined` if it does not exist. */
  get(key: string): Promise<string | undefined>;
  put(key: string, value: unknown): Promise<void>;
  /** Names of the runs that have files, oldest first. */
  runs(): Promise<string[]>;
}

/** {@link RunObjects} below a prefix of a bucket. */
export const runObjects = (s3: S3Client, Bucket: string, Prefix: string): RunObjects => ({
  async get(Key) {
    try {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      return await Body?.transformToString();
    } catch (error) {
      if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
      throw error;
    }
  },
  async put(Key, value) {
    const Body = JSON.stringify(value);
    await s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: 'application/json' }));
  },
  async runs() {
    const { CommonPrefixes = [] } = await s3.send(
      new ListObjectsV2Command({ Bucket, Prefix, Delimiter: '/' }),
    );
    return CommonPrefixes.map(({ Prefix: one = '' }) => one.slice(Prefix.length, -1)).sort();
  },
});

/**
 * Expired runs: all but the one in service and the one before it, which is kept for a manual rollback.
 *
 * @param run - the run that is ending; it cannot be the one to roll back to
 */
export function oldRuns(runs: readonly string[], inService: string | undefined, run: string): string[] {
  const former = runs.filter((one) => inService !== undefined && one < inService && one !== run).at(-1);
  return runs.filter((one) => one !== inService && one !== former);
}
