import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';

/** A file with this content that stays: a synth surveys an archive in a process of its own, unless it knows the file. */
export function keptArchive(content: Buffer): string {
  const folder = join(CACHE_FOLDER, 'archives');
  const file = join(folder, `${createHash('sha256').update(content).digest('hex')}.tar`);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  // Atomic: another worker may write the same.
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, content);
  renameSync(unfinished, file);
  return file;
}
