import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

const SAMPLE = resolve(__dirname, '../../assets/RetailSampleDataSet.tar.gz');

/** Offset and length of the time in the header of gzip. */
const [MTIME, MTIME_BYTES] = [4, 4];

/**
 * Writes the sample with another time in its header. Measured verdicts are kept in a checkout by the bytes of an archive: so this
 * one has none, whatever ran before.
 *
 * @returns its path
 */
export function unexploredSample(folder: string): string {
  const archive = readFileSync(SAMPLE);
  randomBytes(MTIME_BYTES).copy(archive, MTIME);
  const path = join(folder, basename(SAMPLE));
  writeFileSync(path, archive);
  return path;
}
