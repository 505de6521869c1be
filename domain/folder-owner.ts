import { readlinkSync } from 'node:fs';
import { isRunning, processFacts } from './running-process.cjs';

// The process that has made a folder is part of the folder's name, so that there is never a folder without an owner.

/** Stands for a namespace or a start that the system does not tell. */
const UNKNOWN = '0';

/** What {@link folderOwner} gives, as a regular expression with one group. */
export const OWNER_PATTERN = '(\\d+-\\d+-\\d+)';

/** This process as the owner of a folder: `PID-NAMESPACE-START`. */
export const folderOwner = (): string =>
  `${process.pid}-${ownNamespace()}-${processFacts(process.pid)?.startedAt ?? UNKNOWN}`;

/** Whether the process that has made a folder runs no more, as far as that can be seen from here. */
export function hasOwnerEnded(owner: string): boolean {
  const [pid, namespace, startedAt] = owner.split('-');
  // Of a process in another namespace, a container say, nothing can be seen.
  if (namespace !== ownNamespace()) return false;
  return !isRunning(Number(pid), startedAt === UNKNOWN ? undefined : startedAt);
}

/** Processes of one namespace see each other, and have ids of their own. */
function ownNamespace(): string {
  try {
    return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? UNKNOWN;
  } catch {
    return UNKNOWN;
  }
}
