import { DateTime } from 'luxon';

/** Formats that are no pattern. */
export const NAMED_FORMATS = ['iso', 'seconds', 'milliseconds', 'microseconds'] as const;

/** As seconds since 1970 the year 5138, as milliseconds 1973. */
const FIRST_MILLISECONDS = 1e11;

const UNITS: Readonly<Record<string, number>> = { seconds: 1, milliseconds: 1e3, microseconds: 1e6 };

/** Times of a file repeat: the lines of an order have one. */
const MAX_REMEMBERED = 50_000;

/** Reads a time as Unix seconds; NaN for text that is none. */
export type ReadTime = (text: string) => number;

/**
 * A reader of times. A local time that occurs twice, when clocks go back, is one of the two; one that does not occur,
 * when they go forward, is read as if they had not.
 *
 * @param format - one of {@link NAMED_FORMATS}, or a pattern of Luxon's tokens
 * @param zone - of times without an offset
 * @see https://moment.github.io/luxon/#/parsing?id=table-of-tokens
 */
export function timeReader(format: string, zone: string): ReadTime {
  const unit = UNITS[format];
  if (unit !== undefined) return (text) => inRange(/^\d+(\.\d*)?$/.test(text) ? Number(text) / unit : NaN);
  const parse = format === 'iso' ? isoReader(zone) : patternReader(format, zone);
  const known = new Map<string, number>();
  return (text) => {
    let seconds = known.get(text);
    if (seconds === undefined) {
      if (known.size >= MAX_REMEMBERED) known.clear();
      seconds = inRange(parse(text) / 1000);
      known.set(text, seconds);
    }
    return seconds;
  };
}

/** Whether a text is a named format, or a pattern that holds a year, a month and a day. */
export function isTimePattern(format: string): boolean {
  if ((NAMED_FORMATS as readonly string[]).includes(format)) return true;
  const moment = DateTime.utc(2026, 11, 5, 13, 7, 9);
  const read = DateTime.fromFormat(moment.toFormat(format, { locale: 'en' }), format, LOCALE('UTC'));
  return read.isValid && read.hasSame(moment, 'day');
}

const LOCALE = (zone: string) => ({ zone, locale: 'en' }) as const;

const ISO = /^\d{4}-\d\d-\d\d/;

/** Also with a space in place of the T, and with ` UTC` in place of the Z, as databases write it. */
const isoReader =
  (zone: string): ReadTime =>
  (text) =>
    ISO.test(text)
      ? DateTime.fromISO(
          text
            .replace(/ ?UTC$/, 'Z')
            .replace(' ', 'T')
            .replace(' ', ''),
          LOCALE(zone),
        ).toMillis()
      : NaN;

function patternReader(format: string, zone: string): ReadTime {
  const options = LOCALE(zone);
  const parser = DateTime.buildFormatParser(format, options);
  return (text) => DateTime.fromFormatParser(text, parser, options).toMillis();
}

const inRange = (seconds: number): number =>
  seconds >= 0 && seconds < FIRST_MILLISECONDS ? Math.floor(seconds) : NaN;
