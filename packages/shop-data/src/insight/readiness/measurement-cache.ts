import { createHash } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { eventTypesOf } from '../../data/mapping/datasets-of';
import type { ShopMapping } from '../../data/mapping/mapping';
import type { Measurement } from './measurement';

/** Cache version. Increment it when {@link Measurement} or its computation change. */
const FORMAT = 3;

/** Inputs to a measurement: the archive or folder, and how its rows are read. */
export interface MeasuredShop {
  readonly archive: string;
  readonly eventTypes: Readonly<Record<string, string>>;
  /** Mapping of the shop's own files to tables; null for an archive with the workshop's columns. */
  readonly data: ShopMapping | null;
}

/** The cached measurement for this content, if there is one. */
export function keptMeasurement(folder: string, shop: MeasuredShop): Measurement | undefined {
  return readKept<Measurement>(fileOf(folder, shop));
}

/** Caches a measurement for later commands. */
export function keepMeasurement(folder: string, shop: MeasuredShop, measurement: Measurement): void {
  keepJson(fileOf(folder, shop), measurement);
}

function fileOf(folder: string, { archive, eventTypes, data }: MeasuredShop): string {
  return cacheFile(folder, 'measured', [
    FORMAT,
    contentDigest(folder, archive),
    eventTypesOf(data, eventTypes),
    data,
  ]);
}

/** Path of a cache file. Its name is made from the parts. */
export const cacheFile = (folder: string, kind: string, parts: readonly unknown[]): string =>
  path.join(folder, `${kind}-${sha256().update(JSON.stringify(parts)).digest('hex')}.json`);

/** The SHA-256 of a file, or of the files in a folder. It is computed again only if a size or a time has changed. */
function contentDigest(folder: string, archive: string): string {
  const memo = cacheFile(folder, 'digest', [path.resolve(archive), stateOf(archive)]);
  const kept = readKept<string>(memo);
  if (kept !== undefined) return kept;
  const hash = sha256();
  for (const name of namesIn(archive)) {
    hash.update(`${name}\0`);
    hashFile(path.join(archive, name), (piece) => hash.update(piece));
  }
  const digest = hash.digest('hex');
  keepJson(memo, digest);
  return digest;
}

const sha256 = () => createHash('sha256');

/** Sizes and modification times of a file, or of the files in a folder. */
export function stateOf(archive: string): unknown {
  return namesIn(archive).map((name) => {
    const { size, mtimeMs } = statSync(path.join(archive, name));
    return [name, size, mtimeMs];
  });
}

/** The files of a folder, relative to it. For a file, a single empty name. */
function namesIn(archive: string): string[] {
  if (!statSync(archive).isDirectory()) return [''];
  const names = readdirSync(archive, { recursive: true, encoding: 'utf8' }).sort();
  return names.filter((name) => statSync(path.join(archive, name)).isFile());
}

const PIECE_BYTES = 1024 * 1024;

function hashFile(file: string, add: (piece: Buffer) => void): void {
  const piece = Buffer.alloc(PIECE_BYTES);
  const descriptor = openSync(file, 'r');
  try {
    for (let bytes; (bytes = readSync(descriptor, piece)) > 0;) add(piece.subarray(0, bytes));
  } finally {
    closeSync(descriptor);
  }
}

/** A cached value; `undefined` if there is none, or if an interrupted write has truncated it. */
export function readKept<Value>(file: string): Value | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Value;
  } catch {
    return undefined;
  }
}

/** Caches a value as JSON. Without permission to write, each command computes the value again. */
export function keepJson(file: string, value: unknown): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(value));
  } catch {
    // The next command then computes it again.
  }
}
