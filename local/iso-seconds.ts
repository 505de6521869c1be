/** A time in milliseconds since the Unix epoch as ISO 8601 in whole seconds: `2026-12-24T18:00:00Z`. */
export const isoSeconds = (atMs: number): string => `${new Date(atMs).toISOString().slice(0, 19)}Z`;
