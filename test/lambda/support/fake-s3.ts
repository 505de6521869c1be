import type { S3Client } from '@aws-sdk/client-s3';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';

interface Command {
  readonly constructor: { readonly name: string };
  readonly input: Record<string, unknown>;
}

/** An in-memory S3 for the calls of the prepare-data handler. */
export class FakeS3 {
  /** Objects by `bucket/key`. */
  readonly objects = new Map<string, Buffer>();
  /** Parts of the uploads in progress, by upload id. */
  readonly uploads = new Map<string, Buffer[]>();
  /** Names of the commands, in order. */
  readonly calls: string[] = [];
  /** Overrides the response to a command of this name when it is called. */
  readonly failures = new Map<string, Error>();
  /** Objects that `DeleteObjects` refuses to delete, by `bucket/key`. */
  readonly undeletable = new Set<string>();
  /** Most keys of one answer of `ListObjectsV2`. */
  pageKeys = 1_000;
  /** Called before each request. */
  onCall: (name: string) => void = () => undefined;

  /** The client interface that the handler uses. */
  get client(): S3Client {
    return { send: (command: Command) => this.send(command) } as unknown as S3Client;
  }

  private async send({ constructor, input }: Command): Promise<unknown> {
    const name = constructor.name.replace(/Command$/, '');
    this.calls.push(name);
    this.onCall(name);
    const failure = this.failures.get(name);
    if (failure !== undefined) throw failure;
    return this.answers[name](input);
  }

  private readonly answers: Record<string, (input: Record<string, unknown>) => unknown> = {
    HeadObject: ({ Bucket, Key }) => {
      const content = this.objects.get(pathOf(Bucket, Key));
      if (content === undefined) throw s3Error('NotFound');
      return { ContentLength: content.length, ETag: createHash('md5').update(content).digest('hex') };
    },
    GetObject: ({ Bucket, Key, IfMatch, Range }) => {
      const content = this.objects.get(pathOf(Bucket, Key));
      if (content === undefined) throw s3Error('NoSuchKey');
      const ETag = createHash('md5').update(content).digest('hex');
      if (IfMatch !== undefined && IfMatch !== ETag) throw s3Error('PreconditionFailed');
      const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(String(Range)) ?? [];
      const part = start === undefined ? content : content.subarray(Number(start), Number(end) + 1);
      return { Body: Readable.from([part]), ETag };
    },
    ListObjectsV2: ({ Bucket, Prefix, Delimiter, ContinuationToken = '0' }) => {
      const folder = pathOf(Bucket, Prefix);
      const isListed = (path: string): boolean =>
        path.startsWith(folder) && (Delimiter === undefined || !path.slice(folder.length).includes('/'));
      const keys = [...this.objects]
        .filter(([path]) => isListed(path))
        .map(([path, content]) => ({
          Key: path.slice(pathOf(Bucket, '').length),
          ETag: createHash('md5').update(content).digest('hex'),
        }))
        .sort((a, b) => (a.Key < b.Key ? -1 : 1));
      const start = Number(ContinuationToken);
      const end = start + this.pageKeys;
      return {
        Contents: keys.slice(start, end),
        NextContinuationToken: end < keys.length ? String(end) : undefined,
      };
    },
    PutObject: ({ Bucket, Key, Body }) => this.objects.set(pathOf(Bucket, Key), copyOf(Body)) && {},
    CreateMultipartUpload: () => {
      const UploadId = `upload-${this.uploads.size}`;
      this.uploads.set(UploadId, []);
      return { UploadId };
    },
    UploadPart: ({ UploadId, PartNumber, Body }) => {
      this.uploads.get(String(UploadId))![Number(PartNumber) - 1] = copyOf(Body);
      return { ETag: `etag-${String(PartNumber)}`, ChecksumCRC32: `crc-${String(PartNumber)}` };
    },
    CompleteMultipartUpload: ({ Bucket, Key, UploadId, MultipartUpload }) => {
      const parts = this.uploads.get(String(UploadId))!;
      const named = (MultipartUpload as { Parts: unknown[] }).Parts;
      const expected = parts.map((_, index) => ({
        PartNumber: index + 1,
        ETag: `etag-${index + 1}`,
        ChecksumCRC32: `crc-${index + 1}`,
      }));
      if (JSON.stringify(named) !== JSON.stringify(expected)) throw s3Error('InvalidPart');
      if (parts.slice(0, -1).some((part) => part.length < 5 * 1024 * 1024)) throw s3Error('EntityTooSmall');
      this.objects.set(pathOf(Bucket, Key), Buffer.concat(parts));
      this.uploads.delete(String(UploadId));
      return {};
    },
    AbortMultipartUpload: ({ UploadId }) => this.uploads.delete(String(UploadId)) && {},
    DeleteObjects: ({ Bucket, Delete }) => {
      const { Objects } = Delete as { Objects: { Key: string }[] };
      const refused = Objects.filter(({ Key }) => this.undeletable.has(pathOf(Bucket, Key)));
      for (const { Key } of Objects)
        if (!this.undeletable.has(pathOf(Bucket, Key))) this.objects.delete(pathOf(Bucket, Key));
      return {
        Errors: refused.map(({ Key }) => ({ Key, Code: 'AccessDenied', Message: 'Access Denied' })),
      };
    },
  };
}

/** An error as the SDK throws it. */
export function s3Error(name: string): Error {
  return Object.assign(new Error(`${name} from S3`), { name });
}

function pathOf(bucket: unknown, key: unknown): string {
  return `${String(bucket)}/${String(key)}`;
}

function copyOf(body: unknown): Buffer {
  return Buffer.from(body as Uint8Array);
}
