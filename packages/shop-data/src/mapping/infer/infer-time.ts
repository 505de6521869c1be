import type { TimeColumn } from '../mapping';
import { columnsNamed } from './column-aliases';
import { OpenQuestion, type Decisions } from './decisions';
import { valuesOf } from './sample';
import { columnOptions, roleColumn, type TableChoice } from './table-choice';
import { formatInOrder, guessTime, type TimeGuess } from './time-guess';

/** The time of an interactions table, and what was found of it. */
export interface TimeInference {
  readonly time: string | TimeColumn;
  readonly used: readonly string[];
  readonly words: string;
}

/** Finds the time of a table: one column, date and clock apart, or year, month and day apart. */
export function inferTime(choice: TableChoice, decisions: Decisions): TimeInference {
  const { columns, guess } = findTime(choice, decisions);
  const format = chooseFormat(choice, columns, guess, decisions);
  const zone = guess.hasClock && !guess.hasOffset ? chooseZone(decisions) : 'UTC';
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
  const column = named?.column ?? dateParts(choice)?.columns[0];
  const parts = named === undefined ? dateParts(choice) : undefined;
  if (parts) return parts;
  const found = column ?? [...table.columns.keys()].find((name) => guessOf(name) !== undefined);
  const guess = found === undefined ? undefined : guessOf(found);
  const given = decisions.given('timeFormat');
  if (found !== undefined && guess === undefined && given !== undefined)
    return { columns: [found], guess: { formats: [given], hasClock: /[Hh]/.test(given), hasOffset: false } };
  if (found === undefined || guess === undefined)
    throw new OpenQuestion({
      name: found === undefined ? 'time' : 'timeFormat',
      text:
        found === undefined
          ? 'Which column says when it happened?'
          : `How are the times of ${found} written?`,
      options: found === undefined ? columnOptions(table) : [],
      ...(found !== undefined && { isFree: true }),
    });
  return guess.hasClock
    ? { columns: [found], guess }
    : (withClock(choice, found) ?? { columns: [found], guess });
}

/** Year, month and day in columns of their own. */
function dateParts({ table }: TableChoice): Found | undefined {
  const columns = (['year', 'month', 'day'] as const).flatMap((role) => columnsNamed(role, table)[0] ?? []);
  if (columns.length < 3) return undefined;
  const guess = guessTime(joined(columns.map((column) => valuesOf(table, column))));
  return guess && { columns, guess: { ...guess, formats: ['yyyy-M-d'] } };
}

/** A date beside a column of the clock. */
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
  if (given !== undefined || formats.length === 1) return given ?? formats[0];
  const values = joined(columns.map((column) => valuesOf(table, column)));
  return decisions.decide({
    name: 'timeFormat',
    text: `Is ${values[0]} written with the day or the month first?`,
    options: formats.map((value) => ({ value })),
    best: formatInOrder(values, formats),
  });
}

const chooseZone = (decisions: Decisions): string =>
  decisions.decide({
    name: 'zone',
    text: 'In which time zone are the times, which say none?',
    options: [{ value: 'UTC' }],
    best: 'UTC',
    isFree: true,
  });
