import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { SQL_TABLES, type PreparationTables } from '../../../contracts/functions/preparation-job';
import { partsFolder } from '../../data-source';
import { NO_INTERACTIONS, noRows } from '../../preparation/problem-words';
import { DATASETS, VALIDATION_FILE, WARM_FILE } from '../../datasets';
import { patternsOf } from '../../files/file-matcher';
import { formatOfTable } from '../../files/record-format';
import { tablesOf } from '../datasets-of';
import type { JoinedFiles, ShopMapping, TableFiles } from '../mapping';
import { tablePlan, type TablePlan } from '../table-plan';
import { csvSql, textSql, viewSql, type Sql } from './sql-text';
import { fieldName, tableSql, type TableSql } from './table-sql';

/** The SQL and tables with which the Glue job prepares a shop's files. */
export interface MappingSql {
  readonly sql: Sql;
  readonly tables: PreparationTables;
}

/** One table: its plan and its SQL. */
interface PlannedTable extends TableSql {
  readonly plan: TablePlan;
}

/**
 * Compiles a mapping to SQL that means the same to Spark and DuckDB. `why-not-glue.ts` says which mappings the Glue job supports.
 *
 * The SQL reads the tables that {@link PreparationTables} describes, and `event_types` and `settings`, which the job makes from
 * its arguments. Its results are the view `problems`, with the reasons to reject the data, and one view per prepared file. Their
 * values are CSV, quoted only if necessary, with a backslash before a quote.
 *
 * @param mapping - null for the columns of the workshop's archive, which may have no bad rows
 */
export function mappingSql(mapping: ShopMapping | null, maxBadRows: number): MappingSql {
  const types = DATASET_TYPES.filter((type) => tablesOf(mapping)[type] !== undefined);
  const tables = types.map((type): PlannedTable => {
    const plan = tablePlan(mapping, type);
    return { plan, ...tableSql(plan) };
  });
  const statements = [
    ...tables.flatMap(({ statements }) => statements),
    viewSql('kept_interactions', keptSql(tables[0])),
    problemsSql(tables, mapping === null ? 0 : maxBadRows, mapping === null ? NO_ROWS : () => NOTHING_KEPT),
    ...SPLIT_STATEMENTS,
    ...tables.flatMap(outputViews),
  ];
  return {
    sql: `${statements.join(';\n\n')};\n`,
    tables: {
      tables: Object.fromEntries(
        tables.flatMap(({ plan: { type, files }, columns, joins }) => [
          [SQL_TABLES[type], inputOf(files, columns, mapping === null ? [partPattern(type)] : undefined)],
          ...joins.map((join) => [join.input, inputOf(join.files, join.columns)] as const),
        ]),
      ),
      kept: [...tables.flatMap(({ judged }) => judged), 'split_interactions'],
      outputs: Object.fromEntries(
        tables.flatMap(({ plan }) => filesOf(plan.type).map((file) => [file, fieldsOf(plan)])),
      ),
    },
  };
}

const fieldsOf = ({ fields }: TablePlan): string[] => fields.map(({ field }) => field.name);

const filesOf = (type: DatasetType): string[] =>
  type === 'INTERACTIONS' ? [DATASETS[type].file, VALIDATION_FILE, WARM_FILE] : [DATASETS[type].file];

function inputOf(
  files: TableFiles | JoinedFiles,
  columns: readonly string[],
  patterns = patternsOf([files.files].flat()),
): PreparationTables['tables'][string] {
  const format = formatOfTable(files)!;
  return {
    globs: [files.files].flat(),
    patterns,
    format: format === 'jsonl' ? 'jsonl' : 'csv',
    delimiter: files.delimiter ?? (format === 'tsv' ? '\t' : ','),
    quote: files.quote ?? '"',
    columns,
  };
}

/** Pattern of the paths of CSV parts. The extension decides, as in the function that prepares parts. */
const partPattern = (type: DatasetType): string => `^${partsFolder(type)}[^/]*\\.csv$`;

/** Selects rows with the columns that {@link SPLIT_STATEMENTS} read. */
function keptSql({ plan, rows }: PlannedTable): Sql {
  const names = fieldsOf(plan);
  const [user, seconds] = [names.indexOf('USER_ID'), names.indexOf('TIMESTAMP')].map(fieldName);
  return `SELECT *, ${user} AS user_id, ${seconds} AS seconds FROM ${rows}`;
}

/** Why a table of a shop's own files is rejected if it has no kept row. */
const NOTHING_KEPT =
  'has no row that is kept, and an import needs at least one; correct the setting data or the files';

/** Why a table with the workshop's columns is rejected if it has no row. */
const NO_ROWS = (type: DatasetType): string => (type === 'INTERACTIONS' ? NO_INTERACTIONS : noRows(type));

/** Selects the bad rows, if there are more than allowed, and the tables without rows. */
function problemsSql(
  tables: readonly PlannedTable[],
  maxBadRows: number,
  wordsOfEmpty: (type: DatasetType) => string,
): Sql {
  const bad = tables.flatMap(({ judged }) =>
    judged.map((view) => `SELECT _part || ': ' || problem AS problem FROM ${view} WHERE problem IS NOT NULL`),
  );
  const empty = tables.map(({ plan: { type }, rows }) => {
    const words = textSql(`${SQL_TABLES[type]} ${wordsOfEmpty(type)}`);
    return `SELECT ${words} AS problem FROM (SELECT COUNT(*) AS kept FROM ${rows}) counted WHERE kept = 0`;
  });
  return [
    viewSql('bad_rows', bad.join('\nUNION ALL\n')),
    viewSql(
      'problems',
      [`SELECT problem FROM bad_rows WHERE (SELECT COUNT(*) FROM bad_rows) > ${maxBadRows}`, ...empty].join(
        '\nUNION ALL\n',
      ),
    ),
  ].join(';\n\n');
}

const CONDITION_OF: Readonly<Record<string, string>> = {
  [DATASETS.INTERACTIONS.file]: 'trains',
  [VALIDATION_FILE]: 'NOT trains',
};

/** Columns are named by number, because a shop's names may be SQL keywords. */
function outputViews({ plan, rows }: PlannedTable): Sql[] {
  const values = plan.fields.map((_, at) => `${csvSql(fieldName(at))} AS v${at}`);
  const from = plan.type === 'INTERACTIONS' ? 'split_interactions' : rows;
  return filesOf(plan.type).map((file) => {
    const where = CONDITION_OF[file] === undefined ? '' : ` WHERE ${CONDITION_OF[file]}`;
    return viewSql(file.replace(/\.csv$/, ''), `SELECT ${values.join(', ')} FROM ${from}${where}`);
  });
}

/**
 * The statements that hold out the newest interactions. They are the same for every shop. They read `settings` and
 * `kept_interactions`, which has the columns `user_id` and `seconds` and those of a row's position. The view
 * `split_interactions` adds the column `trains`.
 */
const SPLIT_STATEMENTS: readonly Sql[] = [
  viewSql(
    'interaction_shares',
    `SELECT
  *,
  CAST(ROW_NUMBER() OVER (PARTITION BY user_id ORDER BY CAST(seconds AS BIGINT), _part, _offset, _row) AS DOUBLE)
    / CAST(COUNT(*) OVER (PARTITION BY user_id) AS DOUBLE) AS share
FROM kept_interactions`,
  ),
  // Selects the newest second whose first row is within the training share. All rows of a second are on the same side.
  viewSql(
    'cut_off',
    `SELECT MAX(second) AS second
FROM (
  SELECT
    second,
    CAST(SUM(happened) OVER (ORDER BY second) - happened + 1 AS DOUBLE)
      / CAST(SUM(happened) OVER () AS DOUBLE) AS share
  FROM (
    SELECT CAST(seconds AS BIGINT) AS second, COUNT(*) AS happened
    FROM kept_interactions
    WHERE (SELECT holdout_by FROM settings) = 'time'
    GROUP BY CAST(seconds AS BIGINT)
  ) counted
) placed
WHERE share <= (SELECT training_share FROM settings)`,
  ),
  viewSql(
    'split_interactions',
    `SELECT
  *,
  CASE
    WHEN (SELECT holdout_by FROM settings) = 'time'
      THEN CAST(seconds AS BIGINT) <= COALESCE((SELECT second FROM cut_off), -1)
    ELSE share <= (SELECT training_share FROM settings)
  END AS trains
FROM interaction_shares`,
  ),
];
