import { DeleteObjectCommand, GetObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { withoutRows, type ReducedCsv } from '@ecommerce-recommenders/csv/without-rows';
import { joinedParts } from '@ecommerce-recommenders/shop-data/data/preparation/joined-parts';
import { findInLines, rewriteLines, type PersonInBucket } from './person-lines';
import {
  type PersonColumn,
  type PersonPlaces,
  personPlaces,
  PREPARED_COLUMN,
  SEARCHED,
} from './person-places';
import { putPieces } from './put-pieces';

/** The number of rows of a person in an object of the data bucket. */
export interface FoundRows {
  readonly key: string;
  readonly rows: number;
}

/** A file that was not searched. */
export interface UnreadFile {
  readonly key: string;
  readonly modified: string;
  readonly why: string;
}

/** The results of searching the data bucket. */
export interface PersonFiles {
  readonly places: PersonPlaces;
  /** Number of files that were read. */
  readonly searched: number;
  /** Objects with rows of the person. */
  readonly found: readonly FoundRows[];
  readonly unread: readonly UnreadFile[];
}

/** {@link PersonInBucket}, and whether the shop hashes user ids. */
export interface PersonDeps extends PersonInBucket {
  /** Whether the ids are hashes. */
  readonly isHashed: boolean;
}

/** S3's errors for an object that was replaced, moved or deleted. */
const CHANGED = new Set(['PreconditionFailed', 'NoSuchKey']);

/** Searches the files of the data bucket for rows of a person. Changes nothing. */
export async function findPerson(deps: PersonDeps): Promise<PersonFiles> {
  const { s3, bucket } = deps;
  const objects: { key: string; modifiedMs: number }[] = [];
  for (const Prefix of SEARCHED)
    for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix }))
      for (const { Key: key = '', LastModified, Size } of Contents)
        if (Size !== 0) objects.push({ key, modifiedMs: LastModified?.getTime() ?? 0 });
  const places = personPlaces(objects, deps.isHashed);
  const unread = new Map<string, string>([
    ...places.unread.map((key) => [key, 'an archive, or a file in a format of the shop’s own'] as const),
    ...places.superseded.map((key) => [key, 'a file of an earlier preparation'] as const),
  ]);
  const found: FoundRows[] = [];
  let searched = 0;
  const look = async (key: string, how: PersonColumn, isDropped: boolean): Promise<void> => {
    try {
      const { removed, hasColumn } = await drained(await readWithout(deps, [key], how));
      if (isDropped && !hasColumn) return void unread.set(key, `it has no column ${how.column}`);
      searched++;
      if (removed > 0) found.push({ key, rows: removed });
    } catch (error) {
      if (!isDropped || !isContentError(error)) throw changed(error);
      unread.set(key, `it cannot be read: ${error.message}`);
    }
  };
  const own = [
    ...places.prepared.flatMap(({ written, added }) => [...written, ...added]),
    ...places.leftOver,
  ];
  for (const key of own) await look(key, PREPARED_COLUMN, false);
  for (const [key, how] of places.single) await look(key, how, how !== PREPARED_COLUMN);
  for (const key of places.lines) {
    try {
      const removed = await findInLines(deps, key);
      searched++;
      if (removed > 0) found.push({ key, rows: removed });
    } catch (error) {
      if (!isContentError(error)) throw changed(error);
      unread.set(key, `it cannot be read: ${error.message}`);
    }
  }
  const modifiedOf = new Map(objects.map(({ key, modifiedMs }) => [key, new Date(modifiedMs).toISOString()]));
  return {
    places,
    searched,
    found,
    unread: [...unread].map(([key, why]) => ({ key, modified: modifiedOf.get(key) ?? '', why })),
  };
}

/**
 * Rewrites the files without the person's rows, and reports each file that is done. All other rows stay unchanged.
 * Idempotent: if it is interrupted, the rows of everybody else are complete, and the next call does the rest.
 *
 * Readers ignore added objects that are older than the latest write of a prepared file. The first rewrite makes all
 * added objects older, so it also includes their rows.
 */
export async function removePerson(
  deps: PersonDeps,
  { places, found }: PersonFiles,
  done: (rows: FoundRows) => void,
): Promise<void> {
  const rowsOf = new Map(found.map(({ key, rows }) => [key, rows]));
  const report = (key: string): void => {
    const rows = rowsOf.get(key);
    if (rows !== undefined) done({ key, rows });
  };
  for (const { written, added } of places.prepared) {
    const affected = [...written, ...added].filter((key) => rowsOf.has(key));
    if (affected.length === 0) continue;
    const first = written.find((key) => rowsOf.has(key)) ?? written[0];
    await rewrite(deps, [first, ...added], PREPARED_COLUMN);
    report(first);
    for (const key of added) {
      await remove(deps, key);
      report(key);
    }
    for (const key of written.filter((one) => one !== first && rowsOf.has(one))) {
      await rewrite(deps, [key], PREPARED_COLUMN);
      report(key);
    }
  }
  for (const key of places.leftOver.filter((one) => rowsOf.has(one))) {
    await remove(deps, key);
    report(key);
  }
  for (const [key, how] of places.single) {
    if (!rowsOf.has(key)) continue;
    await rewrite(deps, [key], how);
    report(key);
  }
  for (const key of places.lines) {
    if (!rowsOf.has(key)) continue;
    await rewriteLines(deps, key).catch((error: unknown) => {
      throw changed(error);
    });
    report(key);
  }
}

const remove = ({ s3, bucket }: PersonDeps, Key: string): Promise<unknown> =>
  s3.send(new DeleteObjectCommand({ Bucket: bucket, Key }));

/** Replaces the first object with the concatenation of all, without the person's rows. */
async function rewrite(deps: PersonDeps, keys: readonly string[], how: PersonColumn): Promise<void> {
  const { s3, bucket: Bucket } = deps;
  try {
    let etag: string | undefined;
    const reduced = await readWithout(deps, keys, how, (one) => (etag ??= one));
    await putPieces(s3, { Bucket, Key: keys[0], IfMatch: etag ?? '' }, reduced.pieces);
  } catch (error) {
    throw changed(error);
  }
}

async function readWithout(
  { s3, bucket, userIds }: PersonDeps,
  keys: readonly string[],
  { column, escape, written = (id) => id }: PersonColumn,
  tellETag: (etag: string | undefined) => void = () => undefined,
): Promise<ReducedCsv> {
  const open = async (Key: string): Promise<AsyncIterable<Buffer>> => {
    const { Body, ETag } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
    tellETag(ETag);
    return Body as unknown as AsyncIterable<Buffer>;
  };
  const [file] = keys;
  const name = `s3://${bucket}/${file}`;
  const parts = keys.map((key) => ({ name: `s3://${bucket}/${key}`, open: () => open(key) }));
  const body = keys.length > 1 ? joinedParts(parts) : await open(file);
  return withoutRows(body, { file: name, escape }, { column, values: userIds.map(written) });
}

async function drained(reduced: ReducedCsv): Promise<ReducedCsv> {
  const pieces = reduced.pieces[Symbol.asyncIterator]();
  while (!(await pieces.next()).done);
  return reduced;
}

/** Whether an error is about the content of a file. Readers throw plain errors, while AWS errors have names. */
const isContentError = (error: unknown): error is Error => error instanceof Error && error.name === 'Error';

function changed(error: unknown): unknown {
  if (!(error instanceof Error && CHANGED.has(error.name))) return error;
  return new Error('A file of the data bucket was changed meanwhile. Repeat the command.', { cause: error });
}
