import { open, realpath, rm, stat } from 'node:fs/promises';
import { resolve } from 'node:path';

/** Why a file cannot be written, by the code of the error. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'the folder that it would be in is not there',
  ENOTDIR: 'what it would be in is no folder',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
};

/**
 * Refuses a file that a command could not write at its end, before it begins. What the file holds stays, and none is left where
 * there was none.
 *
 * @param option - what names the file, for the message
 * @throws Error that says why it cannot be written, and asks for another
 */
export async function requireWritable(path: string, option: string): Promise<void> {
  const file = resolve(path);
  const found = await stat(file).catch(() => undefined);
  // To open a pipe would wait for its reader, and to close it would end what that reads.
  if (found && !found.isFile() && !found.isDirectory()) return;
  try {
    await (await open(file, 'a')).close();
    if (!found) await rm(await realpath(file));
  } catch (cause) {
    const { code = '', message } = cause as NodeJS.ErrnoException;
    throw new Error(`${file} cannot be written: ${REASONS[code] ?? message}. Name another with ${option}.`, {
      cause,
    });
  }
}
