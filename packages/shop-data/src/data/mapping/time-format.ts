/** Formats that are not patterns. */
export const NAMED_FORMATS = ['iso', 'seconds', 'milliseconds', 'microseconds'] as const;

/** Units per second of each named format. */
export const TIME_UNITS: Readonly<Record<string, number>> = {
  seconds: 1,
  milliseconds: 1e3,
  microseconds: 1e6,
};

/** Matches quoted text in a pattern. */
const LITERAL = /'[^']*'/g;

/** Whether a text is a named format, or a pattern with a year, a month and a day. */
export function isTimeFormat(format: string): boolean {
  if ((NAMED_FORMATS as readonly string[]).includes(format)) return true;
  const tokens = format.replace(LITERAL, '');
  return [/y/, /[ML]/, /d/].every((token) => token.test(tokens));
}

/** Whether there is a time zone of this name. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
