import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readlink, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** What a file that is replaced is called for as long as it can be given back. */
export const REPLACED = '.replaced';

/** `.unfinished-<place>-<process id>-<six characters>` */
const NAME = /^\.unfinished-([0-9a-f]{8})-(\d+)-\w{6}$/;

/**
 * Makes a hidden folder in a folder, for files that are to be moved there: within one file system, even where the folder is a
 * mount point. Those that killed runs have left are removed; whose process lives, or is none of this machine, stays.
 *
 * @throws Error where a killed run has left files in it that it was about to replace
 */
export async function makeStaging(folder: string): Promise<string> {
  const place = await placeOfProcesses();
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const [, itsPlace, pid] = NAME.exec(entry.name) ?? [];
    if (itsPlace === place && entry.isDirectory() && !isAlive(Number(pid)))
      await removeAbandoned(join(folder, entry.name));
  }
  return mkdtemp(join(folder, `.unfinished-${place}-${process.pid}-`)).catch((cause: Error) => {
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

/** Tells where process ids come from, in few characters: containers may share the folder and not the processes. */
async function placeOfProcesses(): Promise<string> {
  const namespace = await readlink('/proc/self/ns/pid').catch(() => '');
  return createHash('sha256').update(`${hostname()} ${namespace}`).digest('hex').slice(0, 8);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // That of another user cannot be signalled, and lives.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
