import { Readable } from 'node:stream';
import { nothing } from '../../../src/authorization/permission';
import { AwsError } from '../../../src/aws-error';
import { actionOf } from '../../../src/gateway/action';
import { restJsonService } from '../../../src/gateway/rest-json-protocol';
import type { ServiceDefinition } from '../../../src/services/service-definition';

type Files = Map<string, string | Buffer>;

const action = actionOf<Files>();

const getObject = action({
  input: { Bucket: { type: 'string', required: true }, Key: { type: 'string', required: true } },
  permissions: nothing,
  run: ({ Bucket, Key }, files) => {
    const content = files.get(`${Bucket}/${Key}`);
    if (content === undefined) throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
    return { Body: Readable.from([Buffer.from(content)]) };
  },
});

/** Two keys per page, to exercise paging. */
const listObjects = action({
  input: {
    Bucket: { type: 'string', required: true },
    Prefix: { type: 'string', required: true },
    Delimiter: { type: 'string' },
    ContinuationToken: { type: 'string' },
  },
  permissions: nothing,
  run: ({ Bucket, Prefix, Delimiter, ContinuationToken = '0' }, files) => {
    const keys = [...files.keys()]
      .filter((name) => name.startsWith(`${Bucket}/${Prefix}`))
      .map((name) => name.slice(Bucket.length + 1))
      .filter((key) => Delimiter === undefined || !key.slice(Prefix.length).includes(Delimiter))
      .sort();
    const first = Number(ContinuationToken);
    return {
      Contents: keys
        .slice(first, first + 2)
        .map((Key) => ({ Key, Size: Buffer.byteLength(files.get(`${Bucket}/${Key}`) ?? '') })),
      ...(keys.length > first + 2 && { NextContinuationToken: String(first + 2) }),
    };
  },
});

const putObject = action({
  input: {
    Bucket: { type: 'string', required: true },
    Key: { type: 'string', required: true },
    Body: { type: 'any' },
  },
  permissions: nothing,
  run: async ({ Bucket, Key, Body }, files) => {
    const chunks: Buffer[] = [];
    for await (const chunk of Body as AsyncIterable<Buffer>) chunks.push(chunk);
    files.set(`${Bucket}/${Key}`, Buffer.concat(chunks));
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
