import { S3 } from '@aws-sdk/client-s3';
import { startLocalAws, type LocalAws } from '../../src/local-aws';

/** An embedded AWS with one bucket in it. */
export interface RunningS3 {
  readonly aws: LocalAws;
  readonly endpoint: string;
  /** Sends requests that no SDK would. */
  send(path: string, init: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

export async function startS3(): Promise<RunningS3> {
  const aws = await startLocalAws();
  await new S3({ endpoint: aws.endpoint, maxAttempts: 1 }).createBucket({ Bucket: 'shop' });
  return {
    aws,
    endpoint: aws.endpoint,
    send: (path, init) => fetch(aws.endpoint + path, init),
    close: () => aws.close(),
  };
}
