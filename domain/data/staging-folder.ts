import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { folderOwner, hasOwnerEnded, OWNER_PATTERN } from '../folder-owner';

/** What a file that is replaced is called for as long as it can be given back. */
export const REPLACED = '.replaced';

/** Several machines may share the folder, and each has processes of its own. */
const MACHINE = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

/** `.unfinished-MACHINE-OWNER-RANDOM` */
const NAME = new RegExp(`^\\.unfinished-${MACHINE}-${OWNER_PATTERN}-[A-Za-z0-9]{6}$`);

/**
 * Makes a hidden folder in a folder, for files that are to be moved there: within one file system, even where the folder is a
 * mount point. Those that killed runs of this machine have left are removed.
 *
 * @throws Error where a killed run has left files in it that it was about to replace
 */
export async function makeStaging(folder: string): Promise<string> {
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
    // Another run has removed it.
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
