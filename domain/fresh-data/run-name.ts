import { executionDigest } from './execution-digest';

/**
 * `2026-11-25T09-30-00-000Z-1a2b3c4d`, from an execution's start and ARN: in order of time, and the same again for a
 * step that is repeated.
 *
 * @param startedAt ISO 8601
 */
export function runName(startedAt: string, execution: string): string {
  return `${startedAt.replace(/[:.]/g, '-')}-${executionDigest(execution)}`;
}
