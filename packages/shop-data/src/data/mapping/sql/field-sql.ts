import { importColumn, isId, maxCharacters } from '@ecommerce-recommenders/personalize/import-rules';
import { OUR_ID_PROBLEM, OUR_PREFIX } from '../../our-ids';
import { ROW_PROBLEMS } from '../row-problems';
import type { FieldPlan, TimePlan } from '../table-plan';
import { decimalSql, doubleSql, intSql, isFloatSql, isIntSql } from './number-sql';
import {
  excerptSql,
  hasLineEndSql,
  hasZeroByteSql,
  isBlankSql,
  matchesSql,
  startsWithSql,
  textSql,
  type BadWhen,
  type Layer,
  type Sql,
} from './sql-text';
import { secondsLayers } from './time-sql';
import { unchangedBad } from './unchanged-sql';

/** The SQL of one field. */
export interface FieldSql {
  /** Columns that are added before it, in this order. */
  readonly layers: readonly Layer[];
  readonly value: Sql;
  /** Conditions for bad rows, in the order in which they are reported. */
  readonly bad: readonly BadWhen[];
}

/** How SQL refers to a table's columns, and how its numbers are written. */
export interface FieldContext {
  readonly column: (name: string) => Sql;
  readonly decimalComma?: boolean;
  readonly isJson: boolean;
}

/** @param name - of the columns that the field adds */
export function fieldSql(name: string, plan: FieldPlan, context: FieldContext): FieldSql {
  const { source } = plan;
  if (source.as === 'constant') return { layers: [], value: textSql(source.value), bad: [] };
  if (source.as === 'time') return timeField(name, source.time, context);
  const { from } = source;
  const text = context.column(from);
  switch (source.as) {
    case 'float':
    case 'price':
    case 'int':
      return numberField(name, source.as, from, text, context);
    case 'timestamp':
      return timestampField(name, from, text);
    case 'unchanged':
      return { layers: [], value: text, bad: unchangedBad(plan.field, from, text) };
    // The value is text. Mappings with separators are rejected earlier.
    default:
      return { layers: [], value: text, bad: textBad(plan, from, text, context) };
  }
}

const words = (from: string, problem: string, text?: Sql): Sql =>
  text === undefined
    ? textSql(`${from} ${problem}`)
    : `${textSql(`${from} ${problem}: `)} || ${excerptSql(text)}`;

function textBad({ field }: FieldPlan, from: string, text: Sql, { isJson }: FieldContext): BadWhen[] {
  const column = importColumn(field);
  const most = maxCharacters(column);
  return [
    ...(isJson ? jsonBad(from, text) : []),
    { when: `CHAR_LENGTH(${text}) > ${most}`, words: words(from, ROW_PROBLEMS.tooLong(most)) },
    { when: hasZeroByteSql(text), words: words(from, ROW_PROBLEMS.zeroByte) },
    ...(isId(column)
      ? [
          {
            when: hasLineEndSql(text),
            words: words(from, ROW_PROBLEMS.lineEnd, text),
          },
        ]
      : []),
    ...(column.name === 'USER_ID'
      ? [
          {
            when: startsWithSql(text, OUR_PREFIX),
            words: words(from, OUR_ID_PROBLEM, text),
          },
        ]
      : []),
  ];
}

/** JSON values that Spark would write differently from JavaScript. */
const jsonBad = (from: string, text: Sql): BadWhen[] => [
  {
    when: `SUBSTRING(${text}, 1, 1) IN ('[', '{')`,
    words: words(from, 'is a list or an object, which the Glue job does not read', text),
  },
  {
    when:
      matchesSql(text, '-?[0-9]+(?:[.][0-9]+)?(?:[eE][+-]?[0-9]+)?') +
      ` AND TRANSLATE(${text}, '.eE', '') <> ${text}`,
    words: words(from, 'is a text with the value of a fraction, which the Glue job does not read', text),
  },
];

/** SQL that converts the text of each type of number. */
const NUMBER_VALUES = {
  float: (decimal) => decimal,
  price: (decimal) => `CASE WHEN ${doubleSql(decimal)} > 0 THEN ${decimal} ELSE '' END`,
  int: (decimal) => `COALESCE(${intSql(decimal)}, '')`,
} as const satisfies Record<string, (decimal: Sql) => Sql>;

function numberField(
  name: string,
  as: keyof typeof NUMBER_VALUES,
  from: string,
  text: Sql,
  { decimalComma }: FieldContext,
): FieldSql {
  const decimal = `${name}_n`;
  const isNumber = as === 'int' ? isIntSql(decimal) : isFloatSql(decimal);
  return {
    layers: [{ [decimal]: decimalSql(text, decimalComma) }],
    value: NUMBER_VALUES[as](decimal),
    bad: [
      {
        when: `NOT ${isBlankSql(text)} AND NOT ${isNumber}`,
        words: words(from, ROW_PROBLEMS[as === 'int' ? 'int' : 'number'], text),
      },
    ],
  };
}

function timestampField(name: string, from: string, text: Sql): FieldSql {
  const layers = ['seconds', 'milliseconds', 'iso'].map((format) =>
    secondsLayers(`${name}_${format}`, text, format),
  );
  const seconds = `COALESCE(${['seconds', 'milliseconds', 'iso'].map((format) => `${name}_${format}`).join(', ')})`;
  return {
    layers: layersTogether(layers),
    value: `COALESCE(CAST(${seconds} AS STRING), '')`,
    bad: [
      {
        when: `${text} <> '' AND ${seconds} IS NULL`,
        words: words(from, ROW_PROBLEMS.moment, text),
      },
    ],
  };
}

function timeField(
  name: string,
  { columns, format, sequence }: TimePlan,
  { column }: FieldContext,
): FieldSql {
  const [text, seconds] = [`${name}_text`, `${name}_seconds`];
  const bad: BadWhen[] = [
    { when: `${seconds} IS NULL`, words: words(columns.join('-'), ROW_PROBLEMS.time(format), text) },
  ];
  const layers = [
    { [text]: columns.map(column).join(` || '-' || `) },
    ...secondsLayers(seconds, text, format),
  ];
  if (sequence === undefined) return { layers, value: `CAST(${seconds} AS STRING)`, bad };
  const added = column(sequence);
  return {
    layers,
    value: `CAST(${seconds} + CAST(${added} AS BIGINT) AS STRING)`,
    bad: [
      {
        when: `NOT ${matchesSql(added, '[0-9]{1,9}')}`,
        words: words(sequence, ROW_PROBLEMS.sequence, added),
      },
      ...bad,
    ],
  };
}

/** Merges layers by depth: the first layers of all, then the second ones, and so on. */
export const layersTogether = (all: readonly (readonly Layer[])[]): Layer[] =>
  Array.from(
    { length: Math.max(0, ...all.map(({ length }) => length)) },
    (_, at) => Object.assign({}, ...all.map((layers) => layers[at] ?? {})) as Layer,
  );
