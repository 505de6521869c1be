import { FIRST_MILLISECONDS } from '@ecommerce-recommenders/personalize/import-rules';
import { DateTime, IANAZone, Info, type Zone } from 'luxon';
import { TIME_UNITS } from './time-format';

/** Number of parsed times to cache. Times of a file repeat, because the lines of an order share one. */
const MAX_REMEMBERED = 50_000;

/** Parses a time to Unix seconds; NaN if the text is not a time. */
export type ReadTime = (text: string) => number;

/**
 * Returns a parser of times. If a local time occurs twice, when clocks go back, it is read as one of the two. If it
 * does not occur, when they go forward, it is read as if they had not.
 *
 * @param format - a named format, or a pattern of Luxon's tokens
 * @param zone - of times without an offset
 * @see https://moment.github.io/luxon/#/parsing?id=table-of-tokens
 */
export function timeReader(format: string, zone: string): ReadTime {
  const unit = TIME_UNITS[format];
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

const LOCALE = (zone: string) => ({ zone: zoneOf(zone), locale: 'en' }) as const;

function zoneOf(name: string): Zone {
  const zone = Info.normalizeZone(name);
  return zone instanceof IANAZone ? new HourlyZone(zone.name) : zone;
}

const HOUR_MS = 3_600_000;

/** A zone that caches the offset of each hour, because computing an offset takes much longer than parsing a time. */
class HourlyZone extends IANAZone {
  private readonly offsets = new Map<number, number>();

  override offset(milliseconds: number): number {
    const hour = Math.floor(milliseconds / HOUR_MS);
    let offset = this.offsets.get(hour);
    if (offset === undefined) {
      offset = super.offset(hour * HOUR_MS);
      // NaN marks an hour in which the clocks change.
      if (offset !== super.offset((hour + 1) * HOUR_MS - 1)) offset = NaN;
      if (this.offsets.size >= MAX_REMEMBERED) this.offsets.clear();
      this.offsets.set(hour, offset);
    }
    return Number.isNaN(offset) ? super.offset(milliseconds) : offset;
  }
}

const ISO = /^\d{4}-\d\d-\d\d/;

/** Parses ISO 8601, also with a space instead of the T and with ` UTC` instead of the Z, as databases write it. */
function isoReader(zone: string): ReadTime {
  const options = LOCALE(zone);
  return (text) => {
    if (!ISO.test(text)) return NaN;
    const iso = text
      .replace(/ ?UTC$/, 'Z')
      .replace(' ', 'T')
      .replace(' ', '');
    return DateTime.fromISO(iso, options).toMillis();
  };
}

function patternReader(format: string, zone: string): ReadTime {
  const options = LOCALE(zone);
  const parser = DateTime.buildFormatParser(format, options);
  return (text) => DateTime.fromFormatParser(text, parser, options).toMillis();
}

const inRange = (seconds: number): number =>
  seconds >= 0 && seconds < FIRST_MILLISECONDS ? Math.floor(seconds) : NaN;
