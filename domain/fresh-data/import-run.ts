import { createHash } from 'node:crypto';
import type { DatasetType } from '../datasets';
import type { BatchKind } from './next-batch';

/**
 * How a run ended: `refused` where the data is at fault, `failed` where anything else is. In both cases what was
 * imported before stays in service.
 */
export type RunOutcome = 'imported' | 'refused' | 'failed';

/** What is kept of a run that had something to do. */
export interface ImportRun {
  /** Name of the run, which starts with its time: names are in order of time. */
  readonly run: string;
  readonly outcome: RunOutcome;
  /** ARN of the execution. */
  readonly execution: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly endedAt: string;
  readonly kind?: BatchKind;
  /** Paths below `incoming/`. */
  readonly files: readonly string[];
  /** Rows that each dataset was given. */
  readonly rows: Partial<Record<DatasetType, number>>;
  /** What Personalize may make little of, in sentences. */
  readonly warnings: readonly string[];
  /** What is wrong, where, and what to do; absent after an import. */
  readonly problem?: string;
}

/** Eight hexadecimal digits that the name of an execution's run ends with. */
export function executionDigest(execution: string): string {
  return createHash('sha256').update(execution).digest('hex').slice(0, 8);
}

/**
 * `2026-11-25T09-30-00-000Z-1a2b3c4d`, from an execution's start and ARN: in order of time, and the same again for a
 * step that is repeated.
 *
 * @param startedAt ISO 8601
 */
export function runName(startedAt: string, execution: string): string {
  return `${startedAt.replace(/[:.]/g, '-')}-${executionDigest(execution)}`;
}
