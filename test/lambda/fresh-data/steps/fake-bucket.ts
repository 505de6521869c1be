import { S3Client } from '@aws-sdk/client-s3';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';

interface Command {
  readonly constructor: { readonly name: string };
  readonly input: Input;
}

interface Input {
  readonly Key?: string;
  readonly Prefix?: string;
  readonly Body?: string | Buffer;
  readonly CopySource?: string;
  readonly CopySourceIfMatch?: string;
  readonly CopySourceRange?: string;
  readonly IfMatch?: string;
  /** `bytes=N-` */
  readonly Range?: string;
  readonly IfNoneMatch?: string;
  readonly Delimiter?: string;
  readonly Delete?: { readonly Objects: readonly { readonly Key: string }[] };
  readonly MultipartUpload?: { readonly Parts: readonly { readonly ETag: string }[] };
}

const error = (name: string): Error => Object.assign(new Error(`${name} from S3`), { name });
const etagOf = (content: Buffer): string => `"${createHash('md5').update(content).digest('hex')}"`;

/** One bucket in memory that lists, copies and honours conditional requests as S3 does. */
export class FakeBucket {
  /** Called with the name of each command before it runs; an error that it throws is the response. */
  before: (command: string) => void = () => undefined;
  private readonly objects = new Map<string, { content: Buffer; modified: Date }>();
  /** Parts of the only upload in progress, by ETag. */
  private readonly parts = new Map<string, Buffer>();

  constructor(private readonly now: () => number) {}

  /** A client of the bucket; the SDK paginates for its own clients alone. */
  readonly client: S3Client = Object.assign(new S3Client({ region: 'eu-west-1' }), {
    send: async ({ constructor, input }: Command): Promise<unknown> => {
      const name = constructor.name.replace(/Command$/, '');
      this.before(name);
      return this.answers[name](input);
    },
  });

  put(key: string, content: string | Buffer): void {
    this.objects.set(key, { content: Buffer.from(content), modified: new Date(this.now()) });
  }

  async remove(key: string): Promise<void> {
    this.objects.delete(key);
  }

  keys(prefix = ''): string[] {
    return [...this.objects.keys()].filter((key) => key.startsWith(prefix)).sort();
  }

  text(key: string): string {
    return this.find(key).toString();
  }

  private foldersIn(prefix: string): { Prefix: string }[] {
    const rests = this.keys(prefix).map((key) => key.slice(prefix.length));
    const names = rests.filter((rest) => rest.includes('/')).map((rest) => rest.split('/')[0]);
    return [...new Set(names)].map((name) => ({ Prefix: `${prefix}${name}/` }));
  }

  private find(key = '', ifMatch?: string): Buffer {
    const found = this.objects.get(key);
    if (!found) throw error('NoSuchKey');
    if (ifMatch !== undefined && ifMatch !== etagOf(found.content)) throw error('PreconditionFailed');
    return found.content;
  }

  private source({ CopySource = '', CopySourceIfMatch, CopySourceRange }: Input): Buffer {
    const content = this.find(decodeURIComponent(CopySource).replace(/^[^/]+\//, ''), CopySourceIfMatch);
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(CopySourceRange ?? '') ?? [0, 0, content.length - 1];
    return content.subarray(Number(from), Number(to) + 1);
  }

  private readonly answers: Record<string, (input: Input) => unknown> = {
    ListObjectsV2: ({ Prefix = '', Delimiter }) => ({
      ...(Delimiter !== undefined && { CommonPrefixes: this.foldersIn(Prefix) }),
      Contents: this.keys(Prefix).map((Key) => {
        const { content, modified } = this.objects.get(Key)!;
        return { Key, ETag: etagOf(content), Size: content.length, LastModified: modified };
      }),
    }),
    GetObject: ({ Key, IfMatch, Range = 'bytes=0-' }) => {
      const whole = this.find(Key, IfMatch);
      const content = whole.subarray(Number(/^bytes=(\d+)-$/.exec(Range)![1]));
      const Body = Object.assign(Readable.from([content]), {
        transformToString: async () => content.toString(),
      });
      return { Body, ETag: etagOf(whole) };
    },
    PutObject: ({ Key = '', Body = '', IfMatch, IfNoneMatch }) => {
      if (IfNoneMatch !== undefined && this.objects.has(Key)) throw error('PreconditionFailed');
      if (IfMatch !== undefined) this.find(Key, IfMatch);
      this.put(Key, Body);
      return {};
    },
    DeleteObjects: async ({ Delete }) => {
      for (const { Key } of Delete!.Objects) await this.remove(Key);
      return {};
    },
    DeleteObject: async ({ Key = '', IfMatch }) => {
      if (IfMatch !== undefined) this.find(Key, IfMatch);
      await this.remove(Key);
      return {};
    },
    CopyObject: (input) => {
      this.put(input.Key!, this.source(input));
      return {};
    },
    CreateMultipartUpload: () => ({ UploadId: 'upload' }),
    UploadPartCopy: (input) => {
      const part = this.source(input);
      this.parts.set(etagOf(part), part);
      return { CopyPartResult: { ETag: etagOf(part) } };
    },
    CompleteMultipartUpload: ({ Key = '', MultipartUpload }) => {
      this.put(Key, Buffer.concat(MultipartUpload!.Parts.map(({ ETag }) => this.parts.get(ETag)!)));
      this.parts.clear();
      return {};
    },
    AbortMultipartUpload: () => this.parts.clear(),
  };
}
