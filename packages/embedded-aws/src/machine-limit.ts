import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';

/** Twice what a typical deployment needs. */
const MIN_OPEN_FILES = 256;

/** An error of the system, with the files that it is about. */
interface SystemError {
  readonly path?: string;
  readonly dest?: string;
}

/** Explanation and remedy by Node.js error code. */
const LIMITS = new Map<unknown, (error: SystemError) => string>([
  [
    'EMFILE',
    () =>
      'This process has too many open files. Start the embedded AWS with a higher limit: "ulimit -n" shows how many.',
  ],
  ['ENFILE', () => 'This machine has too many open files. End other programs and try again.'],
  [
    'EAGAIN',
    () =>
      'This user has too many processes. End others, or raise the limit before starting the embedded AWS: "ulimit -u" shows how many.',
  ],
  [
    'ENOSPC',
    (error) =>
      `No space is left on the disk of ${folderOf(error)}. Make room there, or point TMPDIR to another disk before the start.`,
  ],
]);

/** Explains an error caused by a limit of this machine; undefined for any other error. */
export function machineLimit(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const limit = LIMITS.get(error.code);
  return limit && `${limit(error as SystemError)} (${error.message})`;
}

/** The folder that an error is about; that of temporary files where it names none. */
function folderOf({ path, dest = path }: SystemError): string {
  return dest === undefined ? tmpdir() : dirname(dest);
}

/**
 * Checks that this process may open enough files. With too few, connections fail later without an explanation.
 *
 * @throws Error if the limit is too low; checked on Linux only
 */
export function checkOpenFiles(): void {
  const [, allowed] = /^Max open files +(\d+) /m.exec(limits()) ?? [];
  if (allowed === undefined || Number(allowed) >= MIN_OPEN_FILES) return;
  throw new Error(
    `This process may open ${allowed} files, the embedded AWS needs ${MIN_OPEN_FILES}. ` +
      'Start it from a shell that allows more: "ulimit -n" shows how many.',
  );
}

function limits(): string {
  try {
    return readFileSync('/proc/self/limits', 'latin1');
  } catch {
    return '';
  }
}
