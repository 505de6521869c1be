import { createWriteStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { AwsCall } from 'embedded-aws/platform';
import type { DescribedTable, TableFile } from './load-table';

/** Bucket and key of `s3://bucket/key`. @throws Error for any other text */
export function locationOf(url: string): { readonly Bucket: string; readonly Key: string } {
  const [, Bucket, Key] = /^s3:\/\/([^/]+)\/(.*)$/s.exec(url) ?? [];
  if (Bucket === undefined) throw new Error(`"${url}" is no s3://bucket/key`);
  return { Bucket, Key };
}

/** The text of an object. */
export async function readText(aws: AwsCall, url: string): Promise<string> {
  const { Body } = await aws<{ Body: AsyncIterable<Buffer> }>('s3', 'GetObject', locationOf(url));
  const pieces: Buffer[] = [];
  for await (const piece of Body) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

/** Patterns of keys that Spark does not read correctly, with a description. The script has the same. */
const KEY_PROBLEMS: readonly (readonly [problem: RegExp, words: string])[] = [
  [/[^\w.=+@/-]/, 'the Glue job reads keys of letters, digits and . = + @ _ - alone'],
  [/(?:^|\/)[_.][^/]*$/, 'Spark reads no files whose names begin with _ or a dot'],
  [/\.(?:G[Zz]|gZ)$/, 'Spark knows gzip by .gz in lower case alone'],
];

const keyProblem = (key: string): string | undefined =>
  KEY_PROBLEMS.find(([problem]) => problem.test(key))?.[1];

/**
 * Copies a table's non-empty objects below a source to this machine.
 *
 * @returns the files in the order of their keys
 * @throws Error if there are none, or if Spark would not read a key
 */
export async function downloadFiles(
  aws: AwsCall,
  source: string,
  { globs, patterns }: Pick<DescribedTable, 'globs' | 'patterns'>,
  folder: string,
): Promise<TableFile[]> {
  const { Bucket, Key: prefix } = locationOf(source);
  const expressions = patterns.map((pattern) => new RegExp(pattern));
  const isOf = (path: string): boolean => expressions.some((expression) => expression.test(path));
  const keys = (await listKeys(aws, { Bucket, Prefix: prefix })).filter((key) =>
    isOf(key.slice(prefix.length)),
  );
  for (const key of keys) {
    const problem = keyProblem(key);
    if (problem !== undefined) throw new Error(`s3://${Bucket}/${key}: ${problem}; rename it`);
  }
  const files = await download(aws, Bucket, keys, folder);
  if (files.length > 0) return files;
  throw new Error(
    `the source ${source} has no file that matches ${globs.join(' or ')}. Put it there, or correct the setting data`,
  );
}

async function download(
  aws: AwsCall,
  Bucket: string,
  keys: readonly string[],
  folder: string,
): Promise<TableFile[]> {
  await mkdir(folder);
  const files: TableFile[] = [];
  for (const Key of keys) {
    const path = join(folder, String(files.length));
    const { Body } = await aws<{ Body: AsyncIterable<Buffer> }>('s3', 'GetObject', { Bucket, Key });
    await pipeline(Body, createWriteStream(path));
    if ((await stat(path)).size > 0) files.push({ name: `s3://${Bucket}/${Key}`, path });
  }
  return files;
}

interface Listing {
  readonly Contents?: readonly { readonly Key: string }[];
  readonly NextContinuationToken?: string;
}

/** Keys of a bucket in order: all keys below a prefix or, with a delimiter, only those of the first level. */
export async function listKeys(
  aws: AwsCall,
  place: { readonly Bucket: string; readonly Prefix: string; readonly Delimiter?: '/' },
): Promise<string[]> {
  const keys: string[] = [];
  let ContinuationToken: string | undefined;
  do {
    const page: Listing = await aws<Listing>('s3', 'ListObjectsV2', {
      ...place,
      ...(ContinuationToken !== undefined && { ContinuationToken }),
    });
    keys.push(...(page.Contents ?? []).map(({ Key }) => Key));
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
  return keys;
}
