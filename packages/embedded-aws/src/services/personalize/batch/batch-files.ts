import { StringDecoder } from 'node:string_decoder';
import type { Readable } from 'node:stream';
import { isRecord, parseBoundedJson } from '../../../bounded-json';
import type { AwsCall } from '../../../platform';
import { CreationFailure } from '../errors';
import type { S3Path } from './batch-shapes';

/** A line of a batch job's input. */
export type BatchQuery = Readonly<Record<string, unknown>>;

/** A file of a batch job's input. */
export interface BatchFile {
  /** Key after its last slash. */
  readonly name: string;
  /** `s3://bucket/key`, for messages. */
  readonly uri: string;
  readonly open: () => Promise<Readable>;
}

const MAX_FILES = 1_000;
const MAX_BYTES = 1e9;

/** Far beyond any query; bounds what is read at once. */
const MAX_LINE_LENGTH = 1e6;

interface Listing {
  readonly Contents?: readonly { readonly Key: string; readonly Size: number }[];
  readonly NextContinuationToken?: string;
}

/**
 * Files whose keys begin with the prefix, in key order: without a trailing slash, the prefix may match several folders.
 *
 * @param s3 - calls as the job's role
 * @throws CreationFailure for no files, or more than a job accepts
 */
export async function batchFiles({ bucket, prefix }: S3Path, s3: AwsCall): Promise<BatchFile[]> {
  const files: { readonly Key: string; readonly Size: number }[] = [];
  let ContinuationToken: string | undefined;
  do {
    const listing: Listing = await s3<Listing>('s3', 'ListObjectsV2', {
      Bucket: bucket,
      Prefix: prefix,
      ...(ContinuationToken !== undefined && { ContinuationToken }),
    });
    // The console marks a folder with an empty object.
    files.push(...(listing.Contents ?? []).filter(({ Key }) => !Key.endsWith('/')));
    ContinuationToken = listing.NextContinuationToken;
  } while (ContinuationToken !== undefined);

  if (files.length === 0)
    throw new CreationFailure(`Invalid input data location. No file begins with s3://${bucket}/${prefix}.`);
  if (files.length > MAX_FILES)
    throw new CreationFailure(`The input has ${files.length} files; a batch job takes ${MAX_FILES}.`);
  const bytes = files.reduce((sum, { Size }) => sum + Size, 0);
  if (bytes > MAX_BYTES) throw new CreationFailure(`The input has ${bytes} bytes; a batch job takes 1 GB.`);
  const named = files.map(({ Key }) => ({
    name: Key.slice(Key.lastIndexOf('/') + 1),
    uri: `s3://${bucket}/${Key}`,
    open: async () => (await s3<{ Body: Readable }>('s3', 'GetObject', { Bucket: bucket, Key })).Body,
  }));
  const names = new Set<string>();
  for (const { name, uri } of named) {
    if (names.has(name))
      throw new CreationFailure(
        `Two files of the input are named ${name}, and would have the same output: see ${uri}.`,
      );
    names.add(name);
  }
  return named;
}

/** The lines of a file, each a JSON object. @throws CreationFailure that names file and line */
export async function* readQueries({ uri, open }: BatchFile): AsyncGenerator<BatchQuery> {
  let line = 0;
  for await (const text of linesOf(await open(), uri)) {
    line++;
    if (text.trim() === '') continue;
    const query = parsed(text);
    if (!isRecord(query))
      throw new CreationFailure(`Each line of the input must be a JSON object. See ${uri}, line ${line}.`);
    yield query;
  }
}

function parsed(text: string): unknown {
  try {
    return parseBoundedJson(text);
  } catch {
    return undefined;
  }
}

async function* linesOf(body: Readable, uri: string): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of body as AsyncIterable<Buffer>) {
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop()!;
    if (rest.length > MAX_LINE_LENGTH)
      throw new CreationFailure(`A line of ${uri} has more than ${MAX_LINE_LENGTH} characters.`);
    yield* lines;
  }
  yield rest + decoder.end();
}
