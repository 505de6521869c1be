import { writeFileSync } from 'node:fs';
import { lstat, mkdir, mkdtemp, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { filePieces } from './file-pieces';
import type { Sink } from './sink';

/**
 * A folder as a sink. Files grow in a temporary folder beside it, and move over in place of files of the same name: all of
 * them, or none where one cannot.
 */
export function directorySink(path: string): Sink {
  const folder = resolve(path);
  const files = new Map<string, FileHandle>();
  let temporary: string | undefined;
  const removeTemporary = async (): Promise<void> => {
    if (temporary !== undefined) await rm(temporary, { recursive: true, force: true });
  };

  return {
    async open(name) {
      if (temporary === undefined) {
        await mkdir(dirname(folder), { recursive: true });
        temporary = await mkdtemp(join(dirname(folder), `.${basename(folder)}-`));
      }
      const path = join(temporary, name);
      const file = await open(path, 'wx');
      files.set(name, file);
      return {
        // In one go: to hand the bytes to another thread, and another processor, takes longer.
        write: async (bytes) => writeFileSync(file.fd, bytes),
        end: () => file.close(),
        readBack: () => filePieces(path),
      };
    },
    async commit() {
      await mkdir(folder, { recursive: true });
      for (const name of files.keys()) await refuseFolder(join(folder, name));
      const from = temporary;
      if (from !== undefined)
        await exchange([...files.keys()], from, folder, () => {
          // Files of the user are in it.
          temporary = undefined;
        });
      await removeTemporary();
    },
    async abort() {
      // Closing twice is no error.
      await Promise.allSettled([...files.values()].map((file) => file.close()));
      await removeTemporary();
    },
  };
}

/**
 * Moves files into a folder, and those that they replace out of it. To rename a file to another's name takes longer than
 * both: on ext4 it waits until the blocks of the first are assigned.
 *
 * @param onStuck - called where one cannot be moved and those before it cannot be moved back
 */
async function exchange(
  names: readonly string[],
  temporary: string,
  folder: string,
  onStuck: () => void,
): Promise<void> {
  const undo: (() => Promise<void>)[] = [];
  const move = async (from: string, to: string): Promise<void> => {
    await rename(from, to);
    undo.unshift(() => rename(to, from));
  };
  try {
    for (const name of names) {
      await move(join(folder, name), join(temporary, `${name}.replaced`)).catch(ignoreAbsence);
      await move(join(temporary, name), join(folder, name));
    }
  } catch (error) {
    try {
      for (const moveBack of undo) await moveBack();
    } catch (cause) {
      onStuck();
      const { message } = error as Error;
      throw new Error(`${message}; what could not be put back is in ${temporary}: move it yourself`, {
        cause,
      });
    }
    throw error;
  }
}

function ignoreAbsence(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

async function refuseFolder(path: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined);
  if (found?.isDirectory())
    throw new Error(`${path} is a folder; move it away or choose another folder to write to`);
}
