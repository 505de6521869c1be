import { createHash } from 'node:crypto';
import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { BatchKind } from './next-batch';

/** Outcome of a run: `refused` for bad data, `failed` for any other error. In both cases, earlier data stays in service. */
export type RunOutcome = 'imported' | 'refused' | 'failed';

/** Report of a run. */
export interface ImportRun {
  /** Name of the run. It starts with the run's time, so that names sort by time. */
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
  /** Number of rows passed to each dataset's import. */
  readonly rows: Partial<Record<DatasetType, number>>;
  /** Sentences with warnings about the data. */
  readonly warnings: readonly string[];
  /** What is wrong, where, and what to do; absent after a successful import. */
  readonly problem?: string;
}

/** Eight hexadecimal digits that identify an execution in its run's name. */
export function executionDigest(execution: string): string {
  return createHash('sha256').update(execution).digest('hex').slice(0, 8);
}

/**
 * Name of a run, `2026-11-25T09-30-00-000Z-1a2b3c4d`, from an execution's start and ARN. It sorts by time, and is the
 * same for a retried step.
 *
 * @param startedAt ISO 8601
 */
export function runName(startedAt: string, execution: string): string {
  return `${startedAt.replace(/[:.]/g, '-')}-${executionDigest(execution)}`;
}
