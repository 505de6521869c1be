/** A policy document as a template writes it: a structure, or text. */
export const POLICY_DOCUMENT = { type: 'any', required: true } as const;

/** A policy document as the services take it. */
export const documentText = (document: unknown): string =>
  typeof document === 'string' ? document : JSON.stringify(document);
