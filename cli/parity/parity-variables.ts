/** What the parity tests are told by whoever runs them against an account; without a prefix they start an embedded AWS. */
export const PARITY_VARIABLES = {
  /** Every name that the tests give begins with it. */
  prefix: 'PARITY_PREFIX',
  /** A file that takes, line by line, where the service's words are others than expected. */
  words: 'PARITY_WORDS_FILE',
  /** A file that takes, line by line, what the run has found out about the service. */
  findings: 'PARITY_FINDINGS_FILE',
  /** Set where recommenders may be trained, which costs money. */
  withRecommenders: 'PARITY_WITH_RECOMMENDERS',
} as const;

/** A refusal whose code is the expected one and whose words are not; a line of the file of words, as JSON. */
export interface OtherWords {
  readonly code: string;
  readonly expected: string;
  readonly got: string;
}

/**
 * Places that the tests import from, each with its policies in a stack of its own, so that a file of tests needs no other:
 * `keyed` is encrypted with a key of the stack's.
 */
export const IMPORT_PLACES = ['shop', 'keyed', 'recommending'] as const;

/** The name of one of {@link IMPORT_PLACES}. */
export type ImportPlaceName = (typeof IMPORT_PLACES)[number];

/** The name of a place's stack. */
export const importPlaceStack = (prefix: string, place: ImportPlaceName): string => `${prefix}-${place}`;
