import type { TimeColumn } from '@ecommerce-recommenders/shop-data/data/mapping/mapping';
import { personalKind } from '@ecommerce-recommenders/shop-data/data/mapping/personal-columns';
import { NAMED_FORMATS } from '@ecommerce-recommenders/shop-data/data/mapping/time-format';
import { columnsNamed } from './column-aliases';
import { flagOf, OpenQuestion, type Decisions } from './decisions';
import { filledValues, valuesOf } from './sample';
import { columnOptions, roleColumn, type TableChoice } from './table-choice';
import { formatInOrder, guessTime, readsTimes, type TimeGuess } from './time-guess';
import { zoneOf } from './zone-words';

/** The time of an interactions table, and the findings about it. */
export interface TimeInference {
  readonly time: string | TimeColumn;
  readonly used: readonly string[];
  readonly words: string;
}

/** Finds the time of a table: in one column, in a date column and a time column, or in year, month and day. */
export function inferTime(choice: TableChoice, decisions: Decisions): TimeInference {
  const { columns, guess } = findTime(choice, decisions);
  const format = chooseFormat(choice, columns, guess, decisions);
  const zone = guess.hasClock && !guess.hasOffset ? chooseZone(choice, decisions) : 'UTC';
  const sequence = guess.hasClock
    ? undefined
    : wholeNumbers(choice, columnsNamed('sequence', choice.table)[0]);
  const column = columns.length === 1 ? columns[0] : columns;
  const isPlain = columns.length === 1 && format === 'iso' && zone === 'UTC' && sequence === undefined;
  const time: TimeColumn = {
    column,
    ...(format !== 'iso' && { format }),
    ...(zone !== 'UTC' && { zone }),
    ...(sequence !== undefined && { sequence }),
  };
  const clock = guess.hasClock ? (guess.hasOffset ? '' : `, zone ${zone}`) : ', without a clock';
  const order = sequence === undefined ? '' : `, in the order of ${sequence}`;
  return {
    time: isPlain ? columns[0] : time,
    used: [...columns, ...(sequence === undefined ? [] : [sequence])],
    words: `time: ${columns.join('-')}, format ${format}${clock}${order}`,
  };
}

interface Found {
  readonly columns: readonly string[];
  readonly guess: TimeGuess;
}

function findTime(choice: TableChoice, decisions: Decisions): Found {
  const { table } = choice;
  const guessOf = (column: string): TimeGuess | undefined => guessTime(valuesOf(table, column));
  const named = roleColumn(choice, 'time', decisions, 'time', (column) => guessOf(column) !== undefined);
  const parts = named === undefined ? dateParts(choice) : undefined;
  if (parts) return parts;
  const found = named?.column ?? timeByValues(choice, guessOf, decisions);
  const given = decisions.given('timeFormat');
  const guess = guessOf(found);
  if (guess === undefined) {
    const format = given ?? askFormat(choice, found);
    return {
      columns: [found],
      guess: { formats: [format], hasClock: /[Hh]/.test(format), hasOffset: false },
    };
  }
  return guess.hasClock
    ? { columns: [found], guess }
    : (withClock(choice, found) ?? { columns: [found], guess });
}

/** The only column with times. If there are several, asks, with the first one as best guess. */
function timeByValues(
  { table }: TableChoice,
  guessOf: (column: string) => TimeGuess | undefined,
  decisions: Decisions,
): string {
  const times = [...table.columns.keys()].filter(
    (column) => personalKind(column) === undefined && guessOf(column) !== undefined,
  );
  if (times.length === 1) return times[0];
  return decisions.decide({
    name: 'time',
    text: 'Which column says when it happened?',
    options: columnOptions(table),
    best: times[0],
  });
}

function askFormat({ table }: TableChoice, column: string): never {
  throw new OpenQuestion({
    name: 'timeFormat',
    text: `How are the times of ${column} written, such as ${filledValues(valuesOf(table, column))[0]}?`,
    options: [],
    free: { read: (answer) => answer, allowed: FORMATS },
  });
}

const FORMATS = `${NAMED_FORMATS.join(', ')}, or a pattern such as dd/MM/yyyy HH:mm`;

/** The year, month and day columns, if the date is split. */
function dateParts({ table }: TableChoice): Found | undefined {
  const columns = (['year', 'month', 'day'] as const).flatMap((role) => columnsNamed(role, table)[0] ?? []);
  if (columns.length < 3) return undefined;
  const guess = guessTime(joined(columns.map((column) => valuesOf(table, column))));
  return guess && { columns, guess: { ...guess, formats: ['yyyy-M-d'] } };
}

/** A date column with a separate column for the time of day. */
function withClock({ table }: TableChoice, date: string): Found | undefined {
  const clock = columnsNamed('clock', table).find((column) => column !== date);
  if (clock === undefined) return undefined;
  const guess = guessTime(joined([valuesOf(table, date), valuesOf(table, clock)]));
  return guess?.hasClock ? { columns: [date, clock], guess } : undefined;
}

const joined = ([first, ...others]: readonly (readonly string[])[]): string[] =>
  first.map((value, row) => [value, ...others.map((column) => column[row])].join('-'));

const wholeNumbers = ({ table }: TableChoice, column: string | undefined): string | undefined =>
  column !== undefined && valuesOf(table, column).every((value) => /^\d{1,9}$/.test(value))
    ? column
    : undefined;

function chooseFormat(
  { table }: TableChoice,
  columns: readonly string[],
  { formats }: TimeGuess,
  decisions: Decisions,
): string {
  const given = decisions.given('timeFormat');
  const values = joined(columns.map((column) => valuesOf(table, column)));
  if (given !== undefined && !readsTimes(given, values))
    throw new Error(
      `${flagOf('timeFormat')} is "${given}", which does not read ${values[0]}; allowed is ${FORMATS}`,
    );
  if (given !== undefined || formats.length === 1) return given ?? formats[0];
  return decisions.decide({
    name: 'timeFormat',
    text: `Is ${values[0]} written with the day or the month first?`,
    options: formats.map((value) => ({ value })),
    best: formatInOrder(values, formats),
  });
}

/** Time zones of languages that are spoken in only one country, by the script of the column names. */
const ZONE_OF_WRITING: readonly [RegExp, string][] = [
  [/\p{Script=Hangul}/u, 'Asia/Seoul'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]|注文|商品/u, 'Asia/Tokyo'],
];

function chooseZone({ table }: TableChoice, decisions: Decisions): string {
  const names = [...table.columns.keys()].join(' ');
  const best = ZONE_OF_WRITING.find(([writing]) => writing.test(names))?.[1] ?? 'UTC';
  return decisions.decide({
    name: 'zone',
    text: 'In which time zone are these times? They do not say. A city will do, such as London or Seoul.',
    options: [{ value: best }, ...(best === 'UTC' ? [] : [{ value: 'UTC' }])],
    best,
    free: { read: zoneOf, allowed: 'a city such as London or Seoul, or an IANA time zone' },
  });
}
