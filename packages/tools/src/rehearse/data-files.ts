import { GetObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';

/** What is in the data bucket of the account's only stack. */
export interface DataFiles {
  /** Name of the bucket. */
  readonly bucket: () => Promise<string>;
  /** Text of an object. */
  readonly read: (key: string) => Promise<string>;
  /** Keys below a prefix. @default - all */
  readonly keys: (prefix?: string) => Promise<string[]>;
}

/** Name of the data bucket among everything that exists, as `type id`. */
export const dataBucketIn = (inventory: readonly string[]): string | undefined =>
  inventory.find((line) => /^AWS::S3::Bucket .*databucket/i.test(line))?.split(' ')[1];

export function dataFiles(s3: S3Client, bucket: () => Promise<string>): DataFiles {
  return {
    bucket,
    read: async (Key) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: await bucket(), Key }));
      return Body!.transformToString();
    },
    keys: async (Prefix) => {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: await bucket(), Prefix }));
      return Contents.map(({ Key = '' }) => Key);
    },
  };
}
