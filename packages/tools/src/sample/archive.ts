import { gzipSync } from 'fflate';
import { Header } from 'tar';

const BLOCK_BYTES = 512;

/** Time of every entry: the day after the last interaction. */
const MODIFIED = new Date(Date.UTC(2026, 7, 17));

/** A file at the archive's top level. */
export interface ArchiveEntry {
  readonly name: string;
  readonly text: string;
}

/**
 * Creates a reproducible .tar.gz: its bytes depend only on names and texts. It uses fflate, because the output of
 * node:zlib may differ between Node.js releases.
 */
export function archive(entries: readonly ArchiveEntry[]): Buffer {
  const end = Buffer.alloc(2 * BLOCK_BYTES);
  const tar = Buffer.concat([...entries.flatMap(entryBlocks), end]);
  // Without `mem`, fflate derives it with Math.log; without `mtime`, it takes the clock's time.
  return Buffer.from(gzipSync(tar, { level: 9, mem: 8, mtime: 0 }));
}

/** The blocks of an entry: header, content, and zero padding to a whole block. */
function entryBlocks({ name, text }: ArchiveEntry): Buffer[] {
  const content = Buffer.from(text);
  const header = Buffer.alloc(BLOCK_BYTES);
  new Header({
    path: name,
    type: 'File',
    size: content.length,
    mode: 0o644,
    uid: 0,
    gid: 0,
    mtime: MODIFIED,
  }).encode(header);
  return [header, content, Buffer.alloc((BLOCK_BYTES - (content.length % BLOCK_BYTES)) % BLOCK_BYTES)];
}
