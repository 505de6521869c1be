import { writeFileSync } from 'node:fs';
import { lstat, mkdir, mkdtemp, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { filePieces } from './file-pieces';
import type { Sink } from './sink';

/**
 * A folder as a sink. Files grow in a temporary folder beside it, and move over one by one, each whole, in
 * place of files of the same name. None moves where one of them cannot.
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
      for (const name of files.keys()) await rename(join(temporary ?? folder, name), join(folder, name));
      await removeTemporary();
    },
    async abort() {
      // Closing twice is no error.
      await Promise.allSettled([...files.values()].map((file) => file.close()));
      await removeTemporary();
    },
  };
}

async function refuseFolder(path: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined);
  if (found?.isDirectory())
    throw new Error(`${path} is a folder; move it away or choose another folder to write to`);
}
