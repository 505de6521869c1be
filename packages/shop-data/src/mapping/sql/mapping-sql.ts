import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { SQL_TABLES, type PreparationTables } from '../../contracts/preparation-job';
import { DATASETS, VALIDATION_FILE, WARM_FILE } from '../../datasets';
import { patternsOf } from '../../files/file-matcher';
import { formatOfTable } from '../../files/record-format';
import { datasetsOf, tableFiles } from '../datasets-of';
import type { JoinedFiles, ShopMapping, TableFiles } from '../mapping';
import { tablePlan } from '../table-plan';
import { csvSql, viewSql, type Sql } from './sql-text';
import { fieldName, tableSql, type TableSql } from './table-sql';

/** What the Glue job needs to prepare a shop's own files. */
export interface MappingSql {
  readonly sql: Sql;
  readonly tables: PreparationTables;
}

/** The statements of `prepare-data.sql` that split the interactions: the first, and the last. */
const SPLIT = ['interaction_shares', 'split_interactions'].map(
  (view) => `CREATE OR REPLACE TEMPORARY VIEW ${view} AS`,
);

/**
 * The SQL of a mapping that the Glue job can run: `why-not-glue.ts` says whether it can.
 *
 * @param preparation - the text of `prepare-data.sql`, whose split is every shop's
 */
export function mappingSql(mapping: ShopMapping, maxBadRows: number, preparation: string): MappingSql {
  const types = DATASET_TYPES.filter((type) => datasetsOf(mapping)[type] !== undefined);
  const tables = types.map((type) => [type, tableSql(tablePlan(mapping, type))] as const);
  const statements = [
    ...tables.flatMap(([, { statements }]) => statements),
    viewSql('kept_interactions', keptSql(mapping, tables[0][1])),
    ...problemViews(tables, maxBadRows),
    splitOf(preparation),
    ...tables.flatMap(([type, table]) => outputViews(mapping, type, table)),
  ];
  return {
    sql: `${statements.join(';\n\n')};\n`,
    tables: {
      tables: Object.fromEntries(
        tables.flatMap(([type, { columns, joins }]) => [
          [SQL_TABLES[type], inputOf(tableFiles(mapping, type)!, columns)],
          ...joins.map((join) => [join.input, inputOf(join.files, join.columns)] as const),
        ]),
      ),
      kept: [...tables.flatMap(([, { judged }]) => judged), 'split_interactions'],
      outputs: Object.fromEntries(
        tables.flatMap(([type]) => filesOf(type).map((file) => [file, fieldsOf(mapping, type)])),
      ),
    },
  };
}

const fieldsOf = (mapping: ShopMapping, type: DatasetType): string[] =>
  datasetsOf(mapping)[type]!.schema.fields.map(({ name }) => name);

const filesOf = (type: DatasetType): string[] =>
  type === 'INTERACTIONS' ? [DATASETS[type].file, VALIDATION_FILE, WARM_FILE] : [DATASETS[type].file];

function inputOf(
  files: TableFiles | JoinedFiles,
  columns: readonly string[],
): PreparationTables['tables'][string] {
  const format = formatOfTable(files)!;
  return {
    globs: [files.files].flat(),
    patterns: patternsOf([files.files].flat()),
    format: format === 'jsonl' ? 'jsonl' : 'csv',
    delimiter: files.delimiter ?? (format === 'tsv' ? '\t' : ','),
    quote: files.quote ?? '"',
    columns,
  };
}

/** With the names that the statements of the split know. */
function keptSql(mapping: ShopMapping, { rows }: TableSql): Sql {
  const names = fieldsOf(mapping, 'INTERACTIONS');
  const [user, seconds] = [names.indexOf('USER_ID'), names.indexOf('TIMESTAMP')].map(fieldName);
  return `SELECT *, ${user} AS user_id, ${seconds} AS seconds FROM ${rows}`;
}

function problemViews(tables: readonly (readonly [DatasetType, TableSql])[], maxBadRows: number): Sql[] {
  const bad = tables.flatMap(([, { judged }]) =>
    judged.map((view) => `SELECT _part || ': ' || problem AS problem FROM ${view} WHERE problem IS NOT NULL`),
  );
  const empty = tables.map(
    ([type, { rows }]) =>
      `SELECT '${SQL_TABLES[type]} has no row that is kept, and an import needs at least one; correct the setting data or the files' ` +
      `AS problem FROM (SELECT COUNT(*) AS kept FROM ${rows}) counted WHERE kept = 0`,
  );
  return [
    viewSql('bad_rows', bad.join('\nUNION ALL\n')),
    viewSql(
      'problems',
      [`SELECT problem FROM bad_rows WHERE (SELECT COUNT(*) FROM bad_rows) > ${maxBadRows}`, ...empty].join(
        '\nUNION ALL\n',
      ),
    ),
  ];
}

function splitOf(preparation: string): Sql {
  const [first, last] = SPLIT.map((statement) => preparation.indexOf(statement));
  if (first < 0 || last < first) throw new Error('prepare-data.sql does not split the interactions.');
  return preparation.slice(first, preparation.indexOf(';\n', last));
}

const CONDITION_OF: Readonly<Record<string, string>> = {
  [DATASETS.INTERACTIONS.file]: 'trains',
  [VALIDATION_FILE]: 'NOT trains',
};

/** Columns are named by number: a shop's own names may be words of SQL. */
function outputViews(mapping: ShopMapping, type: DatasetType, { rows }: TableSql): Sql[] {
  const values = fieldsOf(mapping, type).map((_, at) => `${csvSql(fieldName(at))} AS v${at}`);
  const from = type === 'INTERACTIONS' ? 'split_interactions' : rows;
  return filesOf(type).map((file) => {
    const where = CONDITION_OF[file] === undefined ? '' : ` WHERE ${CONDITION_OF[file]}`;
    return viewSql(file.replace(/\.csv$/, ''), `SELECT ${values.join(', ')} FROM ${from}${where}`);
  });
}
