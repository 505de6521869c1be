import { SQL_TABLES } from '../../../contracts/functions/preparation-job';
import { formatOfTable } from '../../files/record-format';
import { noValue, ROW_PROBLEMS } from '../row-problems';
import { sourceName, type FieldPlan, type TablePlan } from '../table-plan';
import { dropSql, type DropSql } from './drop-sql';
import { fieldSql, layersTogether, type FieldContext } from './field-sql';
import { doubleSql } from './number-sql';
import { joinedName, joinSql, withJoinedSql, type JoinSql } from './join-sql';
import { PLACE, textSql, viewSql, type BadWhen, type Layer, type Sql } from './sql-text';

/** The SQL of a table. */
export interface TableSql {
  /** Columns of the files that it reads. The first one is `c0` in the job's table, and so on. */
  readonly columns: readonly string[];
  /** Files with which it is joined. */
  readonly joins: readonly JoinSql[];
  readonly statements: readonly Sql[];
  /** View of the good rows, with the fields named by {@link fieldName} and the position of a row. */
  readonly rows: string;
  /** Views with the columns `_part` and `problem`; the latter is NULL in good rows. */
  readonly judged: readonly string[];
}

/** Name of a field's column, from the field's number in the schema. */
export const fieldName = (at: number): string => `f${at}`;

/** The views that make one table of a plan. Each reads the previous one. */
export function tableSql(plan: TablePlan): TableSql {
  const { columns, joins, ids, drops, made, time, eventColumn } = expressionsOf(plan);
  const all = time ? [...made, time] : made;
  const table = SQL_TABLES[plan.type];
  const views = new Views(table);
  const texts = columns.map((_, at) => `COALESCE(c${at}, '') AS c${at}`).join(', ');
  views.add('texts', (from) => `SELECT ${texts}, ${PLACE} FROM ${from}`);
  for (const [at, join] of joins.entries())
    views.add(`joined_${at}`, (from) => withJoinedSql(from, join, at, ids[at]));
  if (eventColumn !== undefined)
    views.add(
      'typed',
      (from) =>
        `SELECT s.*, t.target AS event_type FROM ${from} s LEFT JOIN event_types t ON t.source = s.${eventColumn}`,
    );
  const dropLayer = Object.assign({}, ...drops.map(({ layer }) => layer)) as Layer;
  if (Object.keys(dropLayer).length > 0)
    views.add('tested', (from) => `SELECT *, ${added(dropLayer)} FROM ${from}`);
  const fate = fateSql(drops, eventColumn !== undefined);
  views.add('fated', (from) => `SELECT *, ${fate} AS fate FROM ${from}`);
  views.add('kept', (from) => `SELECT * FROM ${from} WHERE fate <> 'drop'`);
  for (const [at, layer] of layersTogether(all.map(({ layers }) => layers)).entries())
    views.add(`layer_${at}`, (from) => `SELECT *, ${added(layer)} FROM ${from}`);
  const empty = plan.fields.flatMap((field, at) =>
    isChecked(plan, field, at) ? [{ when: `${made[at].value} = ''`, words: emptyWords(field) }] : [],
  );
  const problems = [{ when: `fate <> ''`, words: 'fate' }, ...all.flatMap(({ bad }) => bad), ...empty];
  const event_type = plan.fields.findIndex(({ field }) => field.name === 'EVENT_TYPE');
  const values = made.map(({ value }, at) => {
    const isEvent = at === event_type && eventColumn !== undefined;
    return `${isEvent ? 'event_type' : value} AS ${fieldName(at)}`;
  });
  if (time) values.push(`${doubleSql(time.value)} AS seconds`);
  views.add(
    'values',
    (from) =>
      `SELECT ${values.join(', ')}, CASE ${problems.map(caseOf).join(' ')} END AS problem, ${PLACE} FROM ${from}`,
  );
  const judged = [...joins.map((join) => join.judged), views.last];
  views.add('rows', (from) => `SELECT * FROM ${from} WHERE problem IS NULL`);
  if (plan.isOneRowAnId) {
    oneRowAnId(plan, views);
    judged.push(views.last);
    views.add('complete', (from) => `SELECT * FROM ${from} WHERE problem IS NULL`);
  }
  return {
    columns,
    joins,
    statements: [...joins.flatMap(({ statements }) => statements), ...views.statements],
    rows: views.last,
    judged,
  };
}

/** The expressions of a plan: for its columns, joins, conditions and fields, and for the time by which `newestBy` sorts. */
function expressionsOf(plan: TablePlan) {
  const { files, fields, event, newestBy } = plan;
  const columns: string[] = [];
  const joins = [files.join ?? []].flat().map((join, at) => joinSql(SQL_TABLES[plan.type], at, join));
  /** If names clash, a joined column takes precedence over a column of the rows. */
  const columnAmong = (some: readonly JoinSql[], name: string): string => {
    const at = some.findLastIndex((join) => join.files.columns.includes(name));
    if (at >= 0) return joinedName(at, some[at].files.columns.indexOf(name));
    if (!columns.includes(name)) columns.push(name);
    return `c${columns.indexOf(name)}`;
  };
  /** Columns of the rows with the ids of the joins. */
  const ids = joins.map(({ files: { on } }, at) => columnAmong(joins.slice(0, at), on));
  const context: FieldContext = {
    column: (name) => columnAmong(joins, name),
    decimalComma: files.decimalComma,
    isJson: formatOfTable(files) === 'jsonl',
  };
  const drops = (files.drop ?? []).map((condition, at) => dropSql(`d${at}`, condition, context));
  const made = fields.map((field, at) => fieldSql(fieldName(at), field, context));
  const time = newestBy && fieldSql('newest', newestBy, context);
  const eventColumn = event === undefined ? undefined : context.column(event);
  return { columns, joins, ids, drops, made, time, eventColumn };
}

/** Views of a table, each of which reads the previous one. */
class Views {
  readonly statements: Sql[] = [];
  /** Name of the last view; at first, that of the input table. */
  last: string;

  constructor(private readonly table: string) {
    this.last = table;
  }

  add(name: string, query: (before: string) => Sql): void {
    const sql = query(this.last);
    this.last = `${this.table}_${name}`;
    this.statements.push(viewSql(this.last, sql));
  }
}

/** The outcome of a row before its fields are made: `drop`, the text of a problem, or nothing. */
function fateSql(drops: readonly DropSql[], isTyped: boolean): Sql {
  const cases = drops.flatMap(({ when, bad }) => [...(bad ? [caseOf(bad)] : []), `WHEN ${when} THEN 'drop'`]);
  if (isTyped) cases.push(`WHEN event_type IS NULL THEN 'drop'`);
  return cases.length === 0 ? "''" : `CASE ${cases.join(' ')} ELSE '' END`;
}

const caseOf = ({ when, words }: BadWhen): Sql => `WHEN ${when} THEN ${words}`;

const added = (layer: Layer): Sql =>
  Object.entries(layer)
    .map(([name, sql]) => `${sql} AS ${name}`)
    .join(', ');

const emptyWords = (field: FieldPlan): Sql => textSql(`${sourceName(field)} ${ROW_PROBLEMS.empty}`);

/** If records are merged into one row per id, only the id is checked here. */
const isChecked = ({ isOneRowAnId }: TablePlan, { isRequired }: FieldPlan, at: number): boolean =>
  isOneRowAnId ? at === 0 : isRequired;

/**
 * Merges all records of an id into one row, as `one-row-an-id.ts` does: the newest values, or the most frequent text
 * and the lower median number.
 */
function oneRowAnId({ fields, newestBy }: TablePlan, views: Views): void {
  const others = fields.map((field, at) => ({ field, f: fieldName(at), at })).slice(1);
  const hasValue = (f: string): Sql => `CASE WHEN ${f} = '' THEN 0 ELSE 1 END`;
  const newestFirst = ['seconds', ...PLACE.split(', ')].map((column) => `${column} DESC`).join(', ');
  const ranks = others.flatMap(({ field, f, at }) => {
    if (newestBy)
      return [`ROW_NUMBER() OVER (PARTITION BY f0, ${hasValue(f)} ORDER BY ${newestFirst}) AS n${at}`];
    return field.isNumber
      ? [
          `ROW_NUMBER() OVER (PARTITION BY f0, ${hasValue(f)} ORDER BY ${doubleSql(f)}, ${f}) AS n${at}`,
          `SUM(${hasValue(f)}) OVER (PARTITION BY f0) AS m${at}`,
        ]
      : [`COUNT(*) OVER (PARTITION BY f0, ${f}) AS n${at}`];
  });
  if (ranks.length > 0) views.add('ranked', (from) => `SELECT *, ${ranks.join(', ')} FROM ${from}`);
  const most = others
    .filter(({ field }) => !newestBy && !field.isNumber)
    .map(({ f, at }) => `MAX(CASE WHEN ${f} <> '' THEN n${at} END) OVER (PARTITION BY f0) AS m${at}`);
  if (most.length > 0) views.add('counted', (from) => `SELECT *, ${most.join(', ')} FROM ${from}`);
  const chosen = others.map(({ field, f, at }) => {
    const place = newestBy ? '1' : field.isNumber ? `FLOOR((m${at} + 1) / 2)` : `m${at}`;
    return `COALESCE(MIN(CASE WHEN ${f} <> '' AND n${at} = ${place} THEN ${f} END), '') AS ${f}`;
  });
  views.add(
    'derived',
    (from) => `SELECT ${['f0', ...chosen].join(', ')}, MIN(_part) AS _part FROM ${from} GROUP BY f0`,
  );
  const missing = others
    .filter(({ field }) => field.isRequired)
    .map(({ field, f }) => {
      const words = textSql(`${noValue(sourceName(field))}: "`);
      return `WHEN ${f} = '' THEN ${words} || f0 || '"'`;
    });
  const problem = missing.length === 0 ? 'CAST(NULL AS STRING)' : `CASE ${missing.join(' ')} END`;
  views.add('whole', (from) => `SELECT *, ${problem} AS problem FROM ${from}`);
}
