/** Why an event pattern cannot be read. */
export class PatternError extends Error {}
