import { readlinkSync } from 'node:fs';
import { isRunning, processFacts } from './running-process.cjs';

// The name holds the owner, so that a folder never exists without one.

/** Placeholder for a namespace or start time the system does not report. */
const UNKNOWN = '0';

/** Pattern of {@link folderOwner}, one group. */
export const OWNER_PATTERN = '(\\d+-\\d+-\\d+)';

/** This process as the owner of a folder: `PID-NAMESPACE-START`. */
export const folderOwner = (): string =>
  `${process.pid}-${ownNamespace()}-${processFacts(process.pid)?.startedAt ?? UNKNOWN}`;

/** Whether the process that created a folder has ended, as far as this process can see. */
export function hasOwnerEnded(owner: string): boolean {
  const [pid, namespace, startedAt] = owner.split('-');
  // Processes in another namespace, such as a container, are invisible.
  if (namespace !== ownNamespace()) return false;
  return !isRunning(Number(pid), startedAt === UNKNOWN ? undefined : startedAt);
}

/** Process ids are unique within a namespace. */
function ownNamespace(): string {
  try {
    return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? UNKNOWN;
  } catch {
    return UNKNOWN;
  }
}
