import { S3 } from '@aws-sdk/client-s3';
import { startLocalAws, type LocalAws } from '../../src/local-aws';

/** An embedded AWS with one bucket in it. */
export interface RunningS3 {
  readonly aws: LocalAws;
  readonly endpoint: string;
  close(): Promise<void>;
}

export async function startS3(): Promise<RunningS3> {
  const aws = await startLocalAws();
  await new S3({ endpoint: aws.endpoint, maxAttempts: 1 }).createBucket({ Bucket: 'shop' });
  return { aws, endpoint: aws.endpoint, close: () => aws.close() };
}
