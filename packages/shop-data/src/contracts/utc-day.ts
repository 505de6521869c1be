const DAY_MS = 86_400_000;

/** The day of a time in milliseconds since 1970: `YYYY-MM-DD` in UTC. */
export const dayOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);

/** Start of the next day, in milliseconds since 1970. */
export const nextDayMs = (atMs: number): number => (Math.floor(atMs / DAY_MS) + 1) * DAY_MS;
