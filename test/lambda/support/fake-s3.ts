import { S3Client } from '@aws-sdk/client-s3';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';

type Command = Readonly<{ constructor: { name: string }; input: Input }>;

type Input = Readonly<Partial<Record<Text, string>>> & {
  readonly Body?: string | Uint8Array;
  readonly PartNumber?: number;
  readonly Delete?: { readonly Objects: readonly { readonly Key: string }[] };
  readonly MultipartUpload?: { readonly Parts: readonly Readonly<Record<string, unknown>>[] };
};
type Text =
  | ('Bucket' | 'Key' | 'Prefix' | 'Delimiter' | 'ContinuationToken' | 'Range' | 'IfMatch' | 'IfNoneMatch')
  | ('UploadId' | 'CopySource' | 'CopySourceIfMatch' | 'CopySourceRange');

/** An in-memory S3 that lists, copies, uploads in parts and honours conditional requests as S3 does. */
export class FakeS3 {
  /** Objects by `bucket/key`. */
  readonly objects = new Map<string, Buffer>();
  /** Parts of the uploads in progress, by upload id. */
  readonly uploads = new Map<string, Buffer[]>();
  readonly calls: string[] = [];
  /** Overrides the response to a command of this name when it is called. */
  readonly failures = new Map<string, Error>();
  /** Objects that `DeleteObjects` refuses to delete, by `bucket/key`. */
  readonly undeletable = new Set<string>();
  /** Most keys of one answer of `ListObjectsV2`, and fewest bytes of a part that is not the last. */
  pageKeys = 1_000;
  partBytes = 5 * 1024 * 1024;
  /** Called before each request; an error that it throws is the response. */
  onCall: (name: string) => void = () => undefined;
  /** When objects were put, by their paths; the others are of 1970. */
  private readonly modified = new Map<string, number>();

  constructor(private readonly now = (): number => 0) {}

  /** A client of it; the SDK paginates for its own clients alone. */
  readonly client: S3Client = Object.assign(new S3Client({ region: 'eu-west-1' }), {
    send: async ({ constructor, input }: Command): Promise<unknown> => {
      const name = constructor.name.replace(/Command$/, '');
      this.calls.push(name);
      this.onCall(name);
      const failure = this.failures.get(name);
      if (failure !== undefined) throw failure;
      return this.answers[name](input) ?? {};
    },
  });

  protected write(path: string, content: string | Uint8Array = ''): void {
    this.objects.set(path, Buffer.from(content));
    this.modified.set(path, this.now());
  }

  protected find(path: string, ifMatch?: string): Buffer {
    const found = this.objects.get(path);
    if (!found) throw s3Error('NoSuchKey');
    if (ifMatch !== undefined && ifMatch !== etagOf(found)) throw s3Error('PreconditionFailed');
    return found;
  }

  private source({ CopySource = '', CopySourceIfMatch, CopySourceRange }: Input): Buffer {
    return rangeOf(this.find(decodeURIComponent(CopySource), CopySourceIfMatch), CopySourceRange);
  }

  private addPart({ UploadId = '', PartNumber = 1 }: Input, part: Uint8Array = Buffer.alloc(0)): string {
    this.uploads.get(UploadId)![PartNumber - 1] = Buffer.from(part);
    return `etag-${PartNumber}`;
  }

  private readonly answers: Record<string, (input: Input) => unknown> = {
    HeadObject: ({ Bucket, Key }) => {
      const content = this.objects.get(`${Bucket}/${Key}`);
      if (!content) throw s3Error('NotFound');
      return { ContentLength: content.length, ETag: etagOf(content) };
    },
    GetObject: ({ Bucket, Key, IfMatch, Range }) => {
      const whole = this.find(`${Bucket}/${Key}`, IfMatch);
      const content = rangeOf(whole, Range);
      const transformToString = async (): Promise<string> => content.toString();
      return { Body: Object.assign(Readable.from([content]), { transformToString }), ETag: etagOf(whole) };
    },
    ListObjectsV2: ({ Bucket, Prefix = '', Delimiter, ContinuationToken = '0' }) => {
      const below = [...this.objects].filter(([path]) => path.startsWith(`${Bucket}/${Prefix}`));
      const all = below.map(([path, content]) => ({ Key: path.slice(`${Bucket}/`.length), path, content }));
      const isDeeper = ({ Key }: { Key: string }): boolean => Key.slice(Prefix.length).includes('/');
      const folders = all.filter(isDeeper).map(({ Key }) => Key.slice(Prefix.length).split('/')[0]);
      const shown = Delimiter === undefined ? all : all.filter((one) => !isDeeper(one));
      shown.sort((a, b) => (a.Key < b.Key ? -1 : 1));
      const end = Number(ContinuationToken) + this.pageKeys;
      return {
        CommonPrefixes: [...new Set(folders)].map((name) => ({ Prefix: `${Prefix}${name}/` })),
        Contents: shown.slice(Number(ContinuationToken), end).map(({ Key, path, content }) => ({
          ...{ Key, ETag: etagOf(content), Size: content.length },
          LastModified: new Date(this.modified.get(path) ?? 0),
        })),
        NextContinuationToken: end < shown.length ? String(end) : undefined,
      };
    },
    PutObject: ({ Bucket, Key, Body, IfMatch, IfNoneMatch }) => {
      const path = `${Bucket}/${Key}`;
      if (IfNoneMatch !== undefined && this.objects.has(path)) throw s3Error('PreconditionFailed');
      if (IfMatch !== undefined) this.find(path, IfMatch);
      this.write(path, Body);
    },
    CopyObject: (input) => this.write(`${input.Bucket}/${input.Key}`, this.source(input)),
    DeleteObject: ({ Bucket, Key, IfMatch }) => {
      if (IfMatch !== undefined) this.find(`${Bucket}/${Key}`, IfMatch);
      this.objects.delete(`${Bucket}/${Key}`);
    },
    DeleteObjects: ({ Bucket, Delete }) => {
      const isKept = ({ Key }: { readonly Key: string }): boolean => this.undeletable.has(`${Bucket}/${Key}`);
      const kept = Delete!.Objects.filter(isKept);
      for (const one of Delete!.Objects) if (!isKept(one)) this.objects.delete(`${Bucket}/${one.Key}`);
      return { Errors: kept.map(({ Key }) => ({ Key, Code: 'AccessDenied', Message: 'Access Denied' })) };
    },
    CreateMultipartUpload: () => {
      const UploadId = `upload-${this.uploads.size}`;
      this.uploads.set(UploadId, []);
      return { UploadId };
    },
    UploadPart: (input) => ({
      ETag: this.addPart(input, input.Body as Uint8Array),
      ChecksumCRC32: `crc-${input.PartNumber}`,
    }),
    UploadPartCopy: (input) => ({ CopyPartResult: { ETag: this.addPart(input, this.source(input)) } }),
    CompleteMultipartUpload: ({ Bucket, Key, UploadId = '', MultipartUpload }) => {
      const parts = this.uploads.get(UploadId)!;
      const isNamed = ({ PartNumber, ETag, ChecksumCRC32 }: Readonly<Record<string, unknown>>, at: number) =>
        PartNumber === at + 1 &&
        ETag === `etag-${at + 1}` &&
        [undefined, `crc-${at + 1}`].includes(ChecksumCRC32 as string);
      const { Parts } = MultipartUpload!;
      if (Parts.length !== parts.length || !Parts.every(isNamed)) throw s3Error('InvalidPart');
      if (parts.slice(0, -1).some((part) => part.length < this.partBytes)) throw s3Error('EntityTooSmall');
      this.write(`${Bucket}/${Key}`, Buffer.concat(parts));
      this.uploads.delete(UploadId);
    },
    AbortMultipartUpload: ({ UploadId = '' }) => void this.uploads.delete(UploadId),
  };
}

/** Its bucket `data` by keys. */
export class FakeBucket extends FakeS3 {
  put(key: string, content: string | Buffer): void {
    this.write(`data/${key}`, content);
  }

  remove(key: string): void {
    this.objects.delete(`data/${key}`);
  }

  keys(prefix = ''): string[] {
    const keys = [...this.objects.keys()].map((path) => path.slice('data/'.length));
    return keys.filter((key) => key.startsWith(prefix)).sort();
  }

  text(key: string): string {
    return this.find(`data/${key}`).toString();
  }
}

export function s3Error(name: string): Error {
  return Object.assign(new Error(`${name} from S3`), { name });
}

const etagOf = (content: Buffer): string => `"${createHash('md5').update(content).digest('hex')}"`;

/** @param range - `bytes=N-` or `bytes=N-M` */
function rangeOf(content: Buffer, range = 'bytes=0-'): Buffer {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range)!;
  return content.subarray(Number(from), to === '' ? undefined : Number(to) + 1);
}
