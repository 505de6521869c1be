import { isTimeFormat } from '@ecommerce-recommenders/shop-data/data/mapping/time-format';
import { timeReader } from '@ecommerce-recommenders/shop-data/data/mapping/times';
import { filledValues, shareOf } from './sample';

/** Format of times, as far as the values determine it. */
export interface TimeGuess {
  /** All matching formats. There are several if no day is after the twelfth of a month. */
  readonly formats: readonly string[];
  readonly hasClock: boolean;
  /** Whether each time has an offset, or counts from 1970. */
  readonly hasOffset: boolean;
}

/** Number of values to try. */
const TRIED = 400;

/** Minimum share of values that are times. Some exports end with a line of totals, or contain "n/a". */
const MOST = 0.98;

const ISO = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?( ?(?:Z|UTC|[+-]\d\d:?\d\d))?$/;

/** Formats that are whole numbers since 1970 in some unit. They cover 1990 to 2096. */
const UNIX_FORMATS = [
  { format: 'seconds', least: 6.3e8, below: 4e9 },
  { format: 'milliseconds', least: 6.3e11, below: 4e12 },
  { format: 'microseconds', least: 6.3e14, below: 4e15 },
] as const;

const DATES = [
  ...[
    'd/M/yyyy',
    'M/d/yyyy',
    'd.M.yyyy',
    'd-M-yyyy',
    'M-d-yyyy',
    'yyyy/M/d',
    'yyyy.M.d',
    'yyyy-M-d',
    'yyyyMMdd',
  ],
  ...[
    'd/M/yy',
    'M/d/yy',
    'd.M.yy',
    'd MMM yyyy',
    'd-MMM-yyyy',
    'd-MMM-yy',
    'MMM d, yyyy',
    'd MMMM yyyy',
    'MMMM d, yyyy',
  ],
];
const CLOCKS = ['', 'H:mm', 'H:mm:ss', 'h:mm a', 'h:mm:ss a'];
const BETWEEN = [' ', ', ', '-'];

const PATTERNS = [
  ...DATES.flatMap((date) => [
    date,
    ...BETWEEN.flatMap((between) => CLOCKS.slice(1).map((clock) => date + between + clock)),
  ]),
  // Google Analytics 4
  'yyyyMMddHHmm',
];

/** The format of a column's times; `undefined` if it contains something else. */
export function guessTime(column: readonly string[]): TimeGuess | undefined {
  const values = [...new Set(filledValues(column))].slice(0, TRIED);
  if (values.length === 0 || !/\d/.test(values[0])) return undefined;
  const unix = UNIX_FORMATS.find(
    ({ least, below }) =>
      shareOf(
        values,
        (value) => /^\d+(\.\d*)?$/.test(value) && Number(value) >= least && Number(value) < below,
      ) >= MOST,
  );
  if (unix) return { formats: [unix.format], hasClock: true, hasOffset: true };
  if (shareOf(values, (value) => ISO.test(value)) >= MOST)
    return {
      formats: ['iso'],
      hasClock: values[0].length > 10,
      hasOffset: values.every((value) => ISO.exec(value)?.[1] !== undefined),
    };
  const formats = distinctFormats(
    PATTERNS.filter((pattern) => reads(pattern, values)),
    values,
  );
  if (formats.length === 0) return undefined;
  return { formats, hasClock: /[Hh]/.test(formats[0]), hasOffset: false };
}

/** Whether a format reads most of a column's values. */
export const readsTimes = (format: string, column: readonly string[]): boolean =>
  isTimeFormat(format) && reads(format, [...new Set(filledValues(column))].slice(0, TRIED));

function reads(pattern: string, values: readonly string[]): boolean {
  const read = timeReader(pattern, 'UTC');
  const isTime = (value: string): boolean => isLikely(read(value));
  return values.slice(0, 5).some(isTime) && shareOf(values, isTime) >= MOST;
}

/** Removes formats that give the same times as another one: `yy` also reads years with four digits, and `MMM` also reads May. */
function distinctFormats(formats: readonly string[], values: readonly string[]): string[] {
  const read = new Map<string, string>();
  for (const format of formats) {
    const times = values.map(timeReader(format, 'UTC')).join();
    if (!read.has(times)) read.set(times, format);
  }
  return [...read.values()];
}

/** Whether a year is plausible, so that two digits are not read as a year of the first century. */
const isLikely = (seconds: number): boolean => seconds >= 3.1e8 && seconds < 4e9;

/** The format with which the rows are closest to chronological order; `undefined` if none clearly is. */
export function formatInOrder(column: readonly string[], formats: readonly string[]): string | undefined {
  const values = filledValues(column).slice(0, 20_000);
  const steps = formats.map((format) => {
    const read = timeReader(format, 'UTC');
    const times = values.map(read);
    return times.slice(1).filter((time, at) => time >= times[at]).length / Math.max(times.length - 1, 1);
  });
  const best = Math.max(...steps);
  const others = steps.filter((share) => share > best - 0.01);
  return values.length > 20 && best > 0.95 && others.length === 1 ? formats[steps.indexOf(best)] : undefined;
}
