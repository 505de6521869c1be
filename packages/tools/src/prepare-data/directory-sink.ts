import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { lstat, mkdir, mkdtemp, open, readdir, rename, rm, rmdir, type FileHandle } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { folderOwner, hasOwnerEnded, OWNER_PATTERN } from 'embedded-aws/folder-owner';
import { filePieces } from '../shop-files/file-pieces';
import type { Sink } from '@ecommerce-recommenders/shop-data/data/preparation/sink';

/**
 * A sink for a folder. Files are written to a hidden staging folder within it. At commit they replace files of the
 * same name: all of them or none. Nothing outside of the folder is touched.
 */
export function directorySink(path: string): Sink {
  const folder = resolve(path);
  const files = new Map<string, FileHandle>();
  /** The topmost folder that was created for this sink. */
  let made: string | undefined;
  let staging: Promise<string> | undefined;
  let moving: Promise<void> = Promise.resolve();

  const makeFolders = async (): Promise<string> => {
    made = await mkdir(folder, { recursive: true }).catch((cause: NodeJS.ErrnoException) => {
      throw new Error(`${folder} cannot be created (${cause.message}); name another folder to write to`, {
        cause,
      });
    });
    return makeStaging(folder);
  };
  const removeStaging = async (): Promise<void> => {
    const temporary = await staging?.catch(() => undefined);
    if (temporary !== undefined) await rm(temporary, { recursive: true, force: true });
  };
  const moveAll = async (): Promise<void> => {
    const temporary = await staging;
    if (temporary === undefined) return;
    for (const name of files.keys()) await refuseFolder(join(folder, name));
    await exchange([...files.keys()], temporary, folder, () => {
      // The staging folder is kept, because it contains the replaced files.
      staging = undefined;
    });
    await removeStaging();
  };

  return {
    async open(name) {
      staging ??= makeFolders();
      const path = join(await staging, name);
      const file = await open(path, 'wx');
      files.set(name, file);
      return {
        // The write is synchronous, because passing the bytes to another thread takes longer.
        write: async (bytes) => writeFileSync(file.fd, bytes),
        end: () => file.close(),
        readBack: () => filePieces(path),
      };
    },
    async commit() {
      moving = moveAll();
      await moving;
    },
    async abort() {
      // Waits for a commit in progress, so that either all files or none are replaced.
      await moving.catch(() => undefined);
      // Closing twice is a no-op.
      await Promise.allSettled([...files.values()].map((file) => file.close()));
      await removeStaging();
      if (made !== undefined) await removeEmpty(folder, made);
    },
  };
}

/** Removes empty folders from one up to its ancestor `topmost`. */
async function removeEmpty(folder: string, topmost: string): Promise<void> {
  try {
    for (let path = folder; path.length >= topmost.length; path = dirname(path)) await rmdir(path);
  } catch {
    // It is not empty, or already removed.
  }
}

/**
 * Moves files into a folder, and the replaced ones out of it. Two renames are faster than one onto an existing name,
 * for which ext4 waits until blocks are allocated.
 *
 * @param onStuck - called if a file cannot be moved and the previous moves cannot be undone
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
      await move(join(folder, name), join(temporary, `${name}${REPLACED}`)).catch(ignoreAbsence);
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

/** Suffix of replaced files while they can still be restored. */
const REPLACED = '.replaced';

/** Identifies this machine: several machines may share the folder, and process ids are per machine. */
const MACHINE = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

/** Matches `.unfinished-MACHINE-OWNER-RANDOM`. */
const NAME = new RegExp(`^\\.unfinished-${MACHINE}-${OWNER_PATTERN}-[A-Za-z0-9]{6}$`);

/**
 * Creates a hidden staging folder inside the target, so that moves stay within one file system, even if it is a mount
 * point. Staging folders that killed runs of this machine have left are removed.
 *
 * @throws Error if a killed run has left replaced files in one
 */
async function makeStaging(folder: string): Promise<string> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const [, owner] = NAME.exec(entry.name) ?? [];
    if (owner !== undefined && entry.isDirectory() && hasOwnerEnded(owner))
      await removeAbandoned(join(folder, entry.name));
  }
  return mkdtemp(join(folder, `.unfinished-${MACHINE}-${folderOwner()}-`)).catch((cause: Error) => {
    throw new Error(`${folder} cannot be written to (${cause.message}); name another folder`, { cause });
  });
}

async function removeAbandoned(path: string): Promise<void> {
  const names = await readdir(path).catch((error: NodeJS.ErrnoException): string[] => {
    // A concurrent run has removed it.
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const replaced = names.filter((name) => name.endsWith(REPLACED));
  if (replaced.length > 0)
    throw new Error(
      `${path} holds ${replaced.join(', ')} of a run that was killed while it replaced files; ` +
        `move back what you want to keep, without ${REPLACED}, delete the folder, and start again`,
    );
  await rm(path, { recursive: true, force: true });
}
