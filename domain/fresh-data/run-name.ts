import { createHash } from 'node:crypto';

/**
 * `2026-11-25T09-30-00-000Z-1a2b3c4d`, from an execution's start and ARN: in order of time, and the same again for a
 * step that is repeated.
 *
 * @param startedAt ISO 8601
 */
export function runName(startedAt: string, execution: string): string {
  const digest = createHash('sha256').update(execution).digest('hex').slice(0, 8);
  return `${startedAt.replace(/[:.]/g, '-')}-${digest}`;
}
