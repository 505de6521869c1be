import { randomBytes } from 'node:crypto';
import { lstatSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderOwner, hasOwnerEnded, OWNER_PATTERN } from './folder-owner';

/** What temporary folders are made for. Their names begin with it, and no others are ever swept. */
const PURPOSES = ['embedded-aws', 'ecommerce-recommenders', 'parity', 'bench'] as const;

type Purpose = (typeof PURPOSES)[number];

/** `PURPOSE-OWNER-RANDOM` */
const NAME = new RegExp(`^(${PURPOSES.join('|')})-${OWNER_PATTERN}-[A-Za-z0-9]{6}$`);

/** A folder that goes with this process. */
export interface TemporaryFolder {
  readonly path: string;
  /** Removes it with all that is in it, or says on stderr where it is. */
  readonly remove: () => void;
}

/** Paths of this process's folders. */
const owned = new Set<string>();

/**
 * Makes a folder for this user alone in the system's temporary folder, which is removed when the process exits, and
 * sweeps those of processes of this user that were killed before they could.
 *
 * @throws Error that says where no folder can be made, and what to do
 */
export async function temporaryFolder(purpose: Purpose): Promise<TemporaryFolder> {
  const parent = tmpdir();
  const path = make(join(parent, `${purpose}-${folderOwner()}-`));
  own(path);
  await sweep(parent);
  return { path, remove: () => remove(path) };
}

function make(prefix: string): string {
  try {
    return mkdtempSync(prefix);
  } catch (cause) {
    throw new Error(
      `There can be no temporary folder (${(cause as Error).message}). ` +
        'Point TMPDIR, or TEMP on Windows, to a folder that can be written to.',
      { cause },
    );
  }
}

/** Removes what processes that run no more have left. */
async function sweep(parent: string): Promise<void> {
  for (const name of readdirSync(parent)) {
    const left = join(parent, name);
    const [, purpose, owner] = NAME.exec(name) ?? [];
    if (owner === undefined || !hasOwnerEnded(owner)) continue;
    await removeLeft(left, join(parent, `${purpose}-${folderOwner()}-${randomBytes(3).toString('hex')}`));
  }
}

/** @param claimed - its name while it goes: one of several processes that sweep gets it, and leaves it to the next if it is killed */
async function removeLeft(left: string, claimed: string): Promise<void> {
  try {
    if (!isOwnFolder(left)) return;
    renameSync(left, claimed);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') complain(left, error);
    return;
  }
  own(claimed);
  await rm(claimed, THOROUGHLY).catch((error: unknown) => complain(claimed, error));
  disown(claimed);
}

function isOwnFolder(path: string): boolean {
  const found = lstatSync(path);
  return found.isDirectory() && (process.geteuid === undefined || found.uid === process.geteuid());
}

function own(path: string): void {
  if (owned.size === 0) process.once('exit', removeOwned);
  owned.add(path);
}

function disown(path: string): void {
  owned.delete(path);
  if (owned.size === 0) process.off('exit', removeOwned);
}

function removeOwned(): void {
  for (const path of owned) remove(path);
}

/** Child processes that are just ending may still write to a folder that is being emptied. */
const THOROUGHLY = { recursive: true, force: true, maxRetries: 5, retryDelay: 50 } as const;

function remove(path: string): void {
  try {
    rmSync(path, THOROUGHLY);
  } catch (error) {
    complain(path, error);
  }
  disown(path);
}

const complain = (path: string, error: unknown): void =>
  console.error(
    `${path} cannot be removed (${(error as Error).message}). It holds data: remove it yourself.`,
  );
