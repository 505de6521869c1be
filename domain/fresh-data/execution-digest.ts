import { createHash } from 'node:crypto';

/** Eight hexadecimal digits that the name of an execution's run ends with. */
export function executionDigest(execution: string): string {
  return createHash('sha256').update(execution).digest('hex').slice(0, 8);
}
