import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { extract } from 'tar';
import { visible } from '@ecommerce-recommenders/csv/visible';
import { PROJECT_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';

/** A commit that was written to a folder. */
export interface WrittenCommit {
  /** `Commit main (4653b0a2)` */
  readonly origin: string;
  readonly folder: string;
}

/**
 * Writes a commit of the project to a folder, with the packages that the project has installed.
 *
 * @param folder - created by this
 * @throws Error for what is no commit, and for one that needs other packages
 */
export function writeCommit(commit: string, folder: string): WrittenCommit {
  const sha = git('rev-parse', '--verify', '--quiet', '--end-of-options', `${commit}^{commit}`)
    .toString()
    .trim();
  if (sha === '')
    throw new Error(
      `${visible(commit)} is no commit of ${PROJECT_FOLDER}. Name one with --from COMMIT; in CI, fetch it first ("git fetch origin main").`,
    );
  mkdirSync(folder);
  extract({ cwd: folder, sync: true }).end(git('archive', '--format=tar', sha));
  if (!isDeepStrictEqual(packagesOf(folder), packagesOf(PROJECT_FOLDER)))
    throw new Error(
      `The commit ${visible(commit)} has other packages in its package-lock.json than this checkout. Install them beside it: ` +
        `"git worktree add ../before ${sha.slice(0, 8)} && npm ci --prefix ../before", then name that folder: --from ../before`,
    );
  linkFiles(join(PROJECT_FOLDER, 'node_modules'), join(folder, 'node_modules'));
  const short = sha.slice(0, 8);
  return { origin: `Commit ${sha.startsWith(commit) ? short : `${visible(commit)} (${short})`}`, folder };
}

/** More than any checkout has. */
const MAX_BYTES = 2 ** 30;

/** Empty if git knows no such thing. @throws Error if it fails otherwise */
function git(...args: readonly string[]): Buffer {
  try {
    return execFileSync('git', args, {
      cwd: PROJECT_FOLDER,
      maxBuffer: MAX_BYTES,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (cause) {
    const { status, stderr, code } = cause as { status?: number; stderr?: Buffer; code?: string };
    if (code === 'ENOENT') throw new Error('git is not installed, which reads commits.', { cause });
    if (args[0] === 'rev-parse' && status === 1) return Buffer.alloc(0);
    throw new Error(`git ${args[0]}: ${visible(stderr?.toString().trim() ?? String(cause))}`, { cause });
  }
}

interface LockedPackage {
  readonly version?: string;
  readonly link?: true;
}

/** Versions of the installed packages, without those of the workspace; undefined without a lock file. */
function packagesOf(folder: string): Readonly<Record<string, string | undefined>> | undefined {
  try {
    const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as {
      readonly packages: Readonly<Record<string, LockedPackage>>;
    };
    return Object.fromEntries(
      Object.entries(packages).flatMap(([path, { version, link }]) =>
        path.startsWith('node_modules/') && !link ? [[path, version]] : [],
      ),
    );
  } catch {
    return undefined;
  }
}

/**
 * Links all files of a folder, and its links as they are: those to packages of the workspace then lead to the commit's. Links to whole
 * packages would not do, because bundles of functions, and so their hashes, have paths of packages in them.
 */
function linkFiles(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else if (!entry.isDirectory()) linkFile(source, target);
    // What the project has cached is of its own paths.
    else if (entry.name !== '.cache') linkFiles(source, target);
  }
}

function linkFile(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch (error) {
    // Another file system, or one without links.
    if (!existsSync(source)) throw error;
    copyFileSync(source, target);
  }
}
