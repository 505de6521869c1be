import type { DropCondition } from '../mapping';
import { ROW_PROBLEMS } from '../row-problems';
import type { FieldContext } from './field-sql';
import { decimalSql, doubleSql } from './number-sql';
import {
  excerptSql,
  isBlankSql,
  startsWithSql,
  textSql,
  type BadWhen,
  type Layer,
  type Sql,
} from './sql-text';

/** A condition for leaving out rows, and conditions under which it cannot be evaluated. */
export interface DropSql {
  readonly layer: Layer;
  readonly when: Sql;
  readonly bad?: BadWhen;
}

/** @param name - of the column that the condition adds */
export function dropSql(name: string, condition: DropCondition, context: FieldContext): DropSql {
  const text = context.column(condition.column);
  if ('empty' in condition) return { layer: {}, when: isBlankSql(text) };
  if ('startsWith' in condition) return { layer: {}, when: startsWithSql(text, condition.startsWith) };
  if ('oneOf' in condition) return { layer: {}, when: `${text} IN (${listSql(condition.oneOf)})` };
  if ('notOneOf' in condition) return { layer: {}, when: `${text} NOT IN (${listSql(condition.notOneOf)})` };
  const { column, atMost } = condition;
  return {
    layer: { [name]: decimalSql(text, context.decimalComma) },
    when: `COALESCE(${doubleSql(name)} <= CAST('${atMost}' AS DOUBLE), FALSE)`,
    bad: {
      when: `NOT ${isBlankSql(text)} AND ${name} = ''`,
      words: `${textSql(`${column} ${ROW_PROBLEMS.number}: `)} || ${excerptSql(text)}`,
    },
  };
}

const listSql = (texts: readonly string[]): Sql => texts.map(textSql).join(', ');
