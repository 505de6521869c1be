import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { nothing } from '../../../src/authorization/permission';
import { AwsError } from '../../../src/aws-error';
import { actionOf } from '../../../src/gateway/action';
import { restJsonService } from '../../../src/gateway/rest-json-protocol';
import type { ServiceDefinition } from '../../../src/services/service-definition';

type Files = Map<string, string | Buffer>;

const action = actionOf<Files>();
const Bucket = { type: 'string', required: true } as const;
const KEY = { Bucket, Key: Bucket } as const;

const getObject = action({
  input: KEY,
  permissions: nothing,
  run: ({ Bucket: bucket, Key }, files) => {
    const content = files.get(`${bucket}/${Key}`);
    if (content === undefined) throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
    return { Body: Readable.from([Buffer.from(content)]) };
  },
});

/** Two keys per page, to exercise paging. */
const listObjects = action({
  input: { Bucket, Prefix: Bucket, Delimiter: { type: 'string' }, ContinuationToken: { type: 'string' } },
  permissions: nothing,
  run: ({ Bucket: bucket, Prefix, Delimiter, ContinuationToken = '0' }, files) => {
    const keys = [...files.keys()]
      .filter((name) => name.startsWith(`${bucket}/${Prefix}`))
      .map((name) => name.slice(bucket.length + 1))
      .filter((key) => Delimiter === undefined || !key.slice(Prefix.length).includes(Delimiter))
      .sort();
    const first = Number(ContinuationToken);
    return {
      Contents: keys
        .slice(first, first + 2)
        .map((Key) => ({ Key, Size: Buffer.byteLength(files.get(`${bucket}/${Key}`) ?? '') })),
      ...(keys.length > first + 2 && { NextContinuationToken: String(first + 2) }),
    };
  },
});

const putObject = action({
  input: { ...KEY, Body: { type: 'any' } },
  permissions: nothing,
  run: async ({ Bucket: bucket, Key, Body }, files) => {
    files.set(`${bucket}/${Key}`, await buffer(Body as AsyncIterable<Buffer>));
    return {};
  },
});

/** The S3 calls that imports and batch jobs make, over a map of files by `bucket/key`. */
export const fakeS3 = (files: Files): ServiceDefinition<Files> => ({
  scope: 'global',
  createStore: () => files,
  apis: {
    s3: restJsonService({
      name: 's3',
      operations: {
        GetObject: { route: 'GET /object', action: getObject },
        ListObjectsV2: { route: 'GET /list', action: listObjects },
        PutObject: { route: 'PUT /object', action: putObject },
      },
    }),
  },
  inventory: () => [],
});
