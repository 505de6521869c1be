/** Environment variables of the parity tests. Without a prefix, the tests start an embedded AWS. */
export const PARITY_VARIABLES = {
  /** Prefix of every name that the tests create. */
  prefix: 'PARITY_PREFIX',
  /** File that collects error messages that differ from the expected ones, one JSON per line. */
  words: 'PARITY_WORDS_FILE',
  /** File that collects findings about the service, one per line. */
  findings: 'PARITY_FINDINGS_FILE',
  /** Set if recommenders may be trained, which costs money. */
  withRecommenders: 'PARITY_WITH_RECOMMENDERS',
} as const;

/** An error with the expected code but a different message, as a JSON line of the file `words`. */
export interface OtherWords {
  readonly code: string;
  readonly expected: string;
  readonly got: string;
}

/**
 * Import buckets of the tests. Each is in its own stack with its policies, so that test files are independent.
 * `keyed` is encrypted with the stack's key.
 */
export const IMPORT_PLACES = ['shop', 'keyed', 'recommending'] as const;

/** The name of one of {@link IMPORT_PLACES}. */
export type ImportPlaceName = (typeof IMPORT_PLACES)[number];

/** The name of a place's stack. */
export const importPlaceStack = (prefix: string, place: ImportPlaceName): string => `${prefix}-${place}`;
