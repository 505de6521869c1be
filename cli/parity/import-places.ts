/**
 * Places that the tests import from, each with its policies in a stack of its own, so that a file of tests needs no other:
 * `keyed` is encrypted with a key of the stack's.
 */
export const IMPORT_PLACES = ['shop', 'keyed', 'recommending'] as const;

/** The name of one of {@link IMPORT_PLACES}. */
export type ImportPlaceName = (typeof IMPORT_PLACES)[number];

/** The name of a place's stack. */
export const importPlaceStack = (prefix: string, place: ImportPlaceName): string => `${prefix}-${place}`;
