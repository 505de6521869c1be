import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { AwsError } from '../../aws-error';

const MAX_UNPACKED_BYTES = 262_144_000;

/**
 * Unpacks a function's archive; deletes the folder on failure. Fails before writing anything if it is not a zip
 * archive, is too large, or has an entry outside the folder.
 *
 * @returns file contents by name
 */
export function unpack(archive: Uint8Array, folder: string): Record<string, Uint8Array> {
  const files = read(archive);
  try {
    for (const [name, data] of Object.entries(files))
      write(path.resolve(folder, name), name.endsWith('/'), data);
  } catch (error) {
    // Free the space, in case the disk is full.
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return files;
}

function write(target: string, isFolder: boolean, data: Uint8Array): void {
  mkdirSync(isFolder ? target : path.dirname(target), { recursive: true });
  if (!isFolder) writeFileSync(target, data);
}

function read(archive: Uint8Array): Record<string, Uint8Array> {
  let unpackedBytes = 0;
  try {
    return unzipSync(archive, {
      filter: ({ name, originalSize }) => {
        unpackedBytes += originalSize;
        if (unpackedBytes > MAX_UNPACKED_BYTES)
          throw invalid(`Unzipped size must be smaller than ${MAX_UNPACKED_BYTES} bytes`);
        if (leavesFolder(name))
          throw invalid(`Entry '${name}' of the archive is outside the function's folder`);
        return true;
      },
    });
  } catch (error) {
    if (error instanceof AwsError) throw error;
    throw invalid('Could not unzip uploaded file. Please check your file, then try to upload again.');
  }
}

const leavesFolder = (name: string): boolean =>
  path.posix.isAbsolute(name) || path.win32.isAbsolute(name) || name.split(/[\\/]/).includes('..');

const invalid = (message: string): AwsError => new AwsError('InvalidParameterValueException', message);
