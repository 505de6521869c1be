import type { DatasetType } from '../datasets';
import type { BatchKind } from './incoming-kind';

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
