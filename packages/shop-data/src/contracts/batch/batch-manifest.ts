import { grouped } from '@ecommerce-recommenders/csv/count-in-words';
import type { AskedBy } from './batch-places';

/** Version of this format. Readers reject other versions. */
export const BATCH_MANIFEST_FORMAT = 1;

/**
 * Content of `segments/manifest.json` and `batches/manifest.json`, which names the results in service.
 * docs/segments.md documents it.
 */
export interface BatchManifest {
  readonly format: typeof BATCH_MANIFEST_FORMAT;
  /** Name of the run that produced them. It starts with the run's time. */
  readonly run: string;
  /** Time in ISO 8601. */
  readonly madeAt: string;
  readonly results: readonly BatchResult[];
}

/** The results of one job. */
export interface BatchResult extends BatchCounts {
  /** Kind of the input's lines. */
  readonly by: AskedBy;
  /** Maximum number of results per line: users of a segment, or items for a user. */
  readonly size: number;
  /** Name of the filter in the settings; absent without one. */
  readonly filter?: string;
  /** Queries as they were sent, by name; only for jobs with queries. */
  readonly queries?: Readonly<Record<string, string>>;
  /** Model that produced the results. */
  readonly solutionVersionArn: string;
  /** Keys of Personalize's JSON Lines files. */
  readonly json: readonly string[];
  /** Keys of the CSV files with the same content, in order. Each file has a header. */
  readonly csv: readonly string[];
}

/** Counts of a job's answers. */
export interface BatchCounts {
  /** Number of answered lines: segments, or users. */
  readonly lines: number;
  /** Number of lines whose answer is empty. */
  readonly empty: number;
  /** Number of lines whose answer is an error. */
  readonly failed: number;
  /** Number of rows of the CSV, without headers. */
  readonly rows: number;
}

/** Initial counts. */
export const NO_ANSWERS: BatchCounts = { lines: 0, empty: 0, failed: 0, rows: 0 };

/** Why results must not replace the previous ones; `undefined` if they may. */
export function refusalOf({
  by,
  lines,
  empty,
  failed,
}: Pick<BatchResult, 'by' | keyof BatchCounts>): string | undefined {
  if (lines === 0) return `the job by ${by} has no answer`;
  if (failed === lines) return `every answer by ${by} is an error, ${grouped(lines)} in all`;
  return empty + failed === lines
    ? `every answer by ${by} is empty or an error, ${grouped(lines)} in all`
    : undefined;
}

/** @throws Error if the manifest has another format */
export function parseBatchManifest(json: string): BatchManifest {
  const manifest = JSON.parse(json) as { readonly format: unknown };
  if (manifest.format === BATCH_MANIFEST_FORMAT) return manifest as BatchManifest;
  throw new Error(
    `The manifest has the format ${JSON.stringify(manifest.format)}, known is ${BATCH_MANIFEST_FORMAT}. Update the reader.`,
  );
}
