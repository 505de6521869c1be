import { createHash, randomBytes } from 'node:crypto';
import { byUtf8, type Bucket, type DeleteMarker, type StoredObject, type Version } from './bucket';
import { s3Error } from './s3-errors';

/** The id of versions that were written while a bucket had no versioning, or had it suspended. */
export const NULL_VERSION = 'null';

const ID_BYTES = 18;

/** 24 random characters and an 8-character hash of them, by which {@link isVersionId} recognizes ids. */
const signedId = (random: Buffer): string =>
  [random, createHash('sha256').update(random).digest().subarray(0, 6)]
    .map((part) => part.toString('base64').replaceAll('+', '.').replaceAll('/', '_'))
    .join('');

const randomOf = (versionId: string): Buffer =>
  Buffer.from(versionId.slice(0, 24).replaceAll('.', '+').replaceAll('_', '/'), 'base64');

/** Whether a text is a version id that this S3 could have generated. */
export const isVersionId = (text: string): boolean =>
  text === NULL_VERSION || (text.length === 32 && signedId(randomOf(text)) === text);

/** Id for a new version; `undefined`, the null version, unless versioning is enabled. */
export const nextVersionId = ({ versioning }: Bucket): string | undefined =>
  versioning === 'Enabled' ? signedId(randomBytes(ID_BYTES)) : undefined;

/**
 * Reads a version id of a request; `undefined` is the null version.
 *
 * @throws AwsError `InvalidArgument` for a text that is no version id
 */
export function parseVersionId(text: string): string | undefined {
  if (!isVersionId(text)) throw s3Error('InvalidArgument', 'Invalid version id specified');
  return text === NULL_VERSION ? undefined : text;
}

/** The output member with a version's id, in a bucket that has or had versioning. */
export const versionMember = (
  { versioning }: Bucket,
  { versionId = NULL_VERSION }: Pick<Version, 'versionId'>,
): { readonly VersionId?: string } => (versioning === undefined ? {} : { VersionId: versionId });

/** The same for a write, which does not name the null version. */
export const newVersionMember = (bucket: Bucket, version: Version): { readonly VersionId?: string } =>
  version.versionId === undefined ? {} : versionMember(bucket, version);

export const isDeleteMarker = (version: Version): version is DeleteMarker => version.file === undefined;

/** The versions of a key, newest first. */
export function versionsOf({ objects, noncurrent }: Bucket, key: string): readonly Version[] {
  const current = objects.get(key);
  return current ? [current, ...noncurrent.of(key)] : noncurrent.of(key);
}

/** All versions, by key and newest first. */
export function allVersions(bucket: Bucket): readonly Version[] {
  const { objects, noncurrent } = bucket;
  if (noncurrent.isEmpty) return objects.keys().map((key) => objects.get(key)!);
  const keys = new Set([...objects.keys(), ...noncurrent.keys()]);
  return [...keys].sort(byUtf8).flatMap((key) => versionsOf(bucket, key));
}

/** @param versionId - `undefined` is the null version */
export const findVersion = (
  bucket: Bucket,
  key: string,
  versionId: string | undefined,
): Version | undefined => versionsOf(bucket, key).find((version) => version.versionId === versionId);

/**
 * Makes a version the latest of its key: an object, or a marker that hides the key.
 *
 * @returns the null version that it replaced
 */
export function addVersion({ objects, noncurrent }: Bucket, version: Version): Version | undefined {
  const { key, versionId } = version;
  const current = objects.get(key);
  const isReplaced = versionId === undefined && current !== undefined && current.versionId === undefined;
  const replaced =
    versionId !== undefined ? undefined : isReplaced ? current : noncurrent.remove(key, undefined);
  if (current && !isReplaced) noncurrent.add(current);
  if (isDeleteMarker(version)) {
    objects.delete(key);
    noncurrent.add(version);
  } else objects.set(version);
  return replaced;
}

/**
 * Removes a version for good. If it was the latest, the one before it becomes the latest.
 *
 * @param versionId - `undefined` is the null version
 */
export function removeVersion(
  { objects, noncurrent }: Bucket,
  key: string,
  versionId: string | undefined,
): Version | undefined {
  const current = objects.get(key);
  const isCurrent = current !== undefined && current.versionId === versionId;
  const removed = isCurrent ? current : noncurrent.remove(key, versionId);
  if (current && !isCurrent) return removed;
  const [latest] = noncurrent.of(key);
  if (latest && !isDeleteMarker(latest)) {
    noncurrent.remove(key, latest.versionId);
    objects.set(latest);
  } else objects.delete(key);
  return removed;
}

/** Stores a changed description of a version in its place. */
export function replaceVersion({ objects, noncurrent }: Bucket, version: StoredObject): void {
  if (objects.get(version.key)?.versionId === version.versionId) objects.set(version);
  else noncurrent.replace(version);
}
