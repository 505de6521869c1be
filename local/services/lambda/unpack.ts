import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AwsError } from '../../aws-error';
import { zipEntries } from './zip-entries';

const MAX_UNPACKED_BYTES = 262_144_000;

/**
 * Unpacks a function's archive into a folder. Fails, before anything is written, for what is no zip
 * archive, for one that is too large, and for an entry that would leave the folder.
 *
 * @returns what is in the files, by their names
 */
export function unpack(archive: Buffer, folder: string): Record<string, Buffer> {
  const files = read(archive);
  for (const [name, data] of Object.entries(files)) {
    const target = path.resolve(folder, name);
    if (name.endsWith('/')) mkdirSync(target, { recursive: true });
    else {
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, data);
    }
  }
  return files;
}

function read(archive: Buffer): Record<string, Buffer> {
  try {
    const entries = zipEntries(archive);
    const unpackedBytes = entries.reduce((total, { sizeBytes }) => total + sizeBytes, 0);
    if (unpackedBytes > MAX_UNPACKED_BYTES)
      throw invalid(`Unzipped size must be smaller than ${MAX_UNPACKED_BYTES} bytes`);
    const leaving = entries.find(({ name }) => leavesFolder(name));
    if (leaving) throw invalid(`Entry '${leaving.name}' of the archive leads out of the function's folder`);
    return Object.fromEntries(entries.map((entry) => [entry.name, entry.read()]));
  } catch (error) {
    if (error instanceof AwsError) throw error;
    throw invalid('Could not unzip uploaded file. Please check your file, then try to upload again.');
  }
}

const leavesFolder = (name: string): boolean =>
  path.posix.isAbsolute(name) || path.win32.isAbsolute(name) || name.split(/[\\/]/).includes('..');

const invalid = (message: string): AwsError => new AwsError('InvalidParameterValueException', message);
