import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';

/** A file with this content that is reused by later runs, because a synth surveys a new archive in a separate process. */
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
