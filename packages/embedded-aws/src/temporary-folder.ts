import { randomBytes } from 'node:crypto';
import { lstatSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderOwner, hasOwnerEnded, OWNER_PATTERN } from './folder-owner';

/** Name prefixes of temporary folders; only these are swept. */
const PURPOSES = ['embedded-aws', 'ecommerce-recommenders', 'parity', 'bench'] as const;

type Purpose = (typeof PURPOSES)[number];

/** `PURPOSE-OWNER-RANDOM` */
const NAME = new RegExp(`^(${PURPOSES.join('|')})-${OWNER_PATTERN}-[A-Za-z0-9]{6}$`);

/** A folder removed when this process exits. */
export interface TemporaryFolder {
  readonly path: string;
  /** Removes it recursively; if that fails, prints its path to stderr. */
  readonly remove: () => void;
}

/** Paths of this process's folders. */
const owned = new Set<string>();

/**
 * Creates a private folder (this user only) in the system's temporary folder, removed on exit. Also sweeps
 * folders of this user's killed processes.
 *
 * @throws Error that says where no folder can be created, and what to do
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
      `Cannot create a temporary folder (${(cause as Error).message}). ` +
        'Point TMPDIR, or TEMP on Windows, to a folder that can be written to.',
      { cause },
    );
  }
}

/** Removes folders whose owner has ended. */
async function sweep(parent: string): Promise<void> {
  for (const name of readdirSync(parent)) {
    const leftover = join(parent, name);
    const [, purpose, owner] = NAME.exec(name) ?? [];
    if (owner === undefined || !hasOwnerEnded(owner)) continue;
    await removeLeftover(
      leftover,
      join(parent, `${purpose}-${folderOwner()}-${randomBytes(3).toString('hex')}`),
    );
  }
}

/**
 * @param claimed - name to rename it to first: the rename settles a race between sweeping processes, and the next sweep
 *   finds the folder if this process is killed
 */
async function removeLeftover(leftover: string, claimed: string): Promise<void> {
  try {
    if (!isOwnFolder(leftover)) return;
    renameSync(leftover, claimed);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') reportLeftover(leftover, error);
    return;
  }
  own(claimed);
  await rm(claimed, RM_OPTIONS).catch((error: unknown) => reportLeftover(claimed, error));
  disown(claimed);
}

function isOwnFolder(path: string): boolean {
  const found = lstatSync(path);
  return found.isDirectory() && (process.geteuid === undefined || found.uid === process.geteuid());
}

/** Callbacks that end the child processes writing into these folders. */
const ends = new Set<() => void>();

/**
 * Ends a child process when this process exits, before the folders are removed that the child writes into.
 *
 * @returns a function that unregisters the process
 */
export function endOnExit(end: () => void): () => void {
  listen();
  ends.add(end);
  return () => {
    ends.delete(end);
    unlisten();
  };
}

function own(path: string): void {
  listen();
  owned.add(path);
}

function disown(path: string): void {
  owned.delete(path);
  unlisten();
}

function listen(): void {
  if (owned.size + ends.size === 0) process.once('exit', cleanUp);
}

function unlisten(): void {
  if (owned.size + ends.size === 0) process.off('exit', cleanUp);
}

function cleanUp(): void {
  for (const end of ends) end();
  for (const path of owned) remove(path);
}

/** Retries, because child processes that are just ending may still write. */
const RM_OPTIONS = { recursive: true, force: true, maxRetries: 5, retryDelay: 50 } as const;

function remove(path: string): void {
  try {
    removeWithRetries(path);
  } catch (error) {
    reportLeftover(path, error);
  }
  disown(path);
}

/** Node.js's own synchronous retries do not list the folder again and so miss files created meanwhile. */
function removeWithRetries(path: string): void {
  for (let failures = 0; ;) {
    try {
      return rmSync(path, RM_OPTIONS);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY' || ++failures > RM_OPTIONS.maxRetries)
        throw error;
    }
  }
}

const reportLeftover = (path: string, error: unknown): void =>
  console.error(
    `${path} cannot be removed (${(error as Error).message}). It holds data: remove it yourself.`,
  );
