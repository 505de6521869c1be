/** An invalid definition; the caller adds the location. */
export class DefinitionError extends Error {
  constructor(
    message: string,
    readonly code: 'SCHEMA_VALIDATION_FAILED' | 'MISSING_TRANSITION_TARGET' = 'SCHEMA_VALIDATION_FAILED',
  ) {
    super(message);
  }
}
