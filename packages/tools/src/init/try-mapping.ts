import { parse } from 'csv-parse/sync';
import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { ShopFiles } from '@ecommerce-recommenders/shop-data/data/files/shop-files';
import { tableFiles, tablesOf } from '@ecommerce-recommenders/shop-data/data/mapping/datasets-of';
import { mappedTables } from '@ecommerce-recommenders/shop-data/data/mapping/mapped-tables';
import type {
  JoinedFiles,
  ShopMapping,
  TableFiles,
} from '@ecommerce-recommenders/shop-data/data/mapping/mapping';
import type { TableReport } from '@ecommerce-recommenders/shop-data/data/mapping/mapping-report';
import type { Inference } from './infer/infer-mapping';
import type { FileSample } from './infer/sample';
import { globOf } from './infer/table-choice';

/** Number of rows to show of each table. */
const SHOWN_ROWS = 3;

/** Result of a mapping applied to samples. */
export interface Trial {
  readonly report: TableReport;
  /** Fields of the table, and its first rows. */
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * Applies a mapping to the samples, as an import does to whole files. Rows whose match in a joined file is beyond the
 * sample are left out, and reported as such.
 */
export async function tryMapping(
  files: ShopFiles,
  samples: readonly FileSample[],
  { mapping: whole, eventTypes = {} }: Pick<Inference, 'mapping' | 'eventTypes'>,
): Promise<Partial<Record<DatasetType, Trial>>> {
  const cut = new Set(samples.filter(({ isWhole }) => !isWhole).map(({ path }) => globOf(path)));
  const { interactions, items, users } = whole;
  const mapping = {
    interactions: withoutUnseen(interactions, cut),
    ...(items && { items: withoutUnseen(items, cut) }),
    ...(users && { users: withoutUnseen(users, cut) }),
  };
  const tables = mappedTables({ files, mapping, eventTypes, maxBadRows: Infinity });
  const known = tablesOf(mapping);
  const trials: [DatasetType, Trial][] = [];
  for (const type of DATASET_TYPES) {
    if (known[type] === undefined) continue;
    let text = '';
    for await (const piece of await tables.openTable(type))
      if (text.length < 100_000) text += piece.toString();
    const [header, ...rows]: string[][] = parse(text, { to: SHOWN_ROWS + 1 });
    const report = tables.reports().find((one) => one.type === type)!;
    trials.push([type, { header, rows, report: { ...report, dropped: inWords(report, mapping, cut) } }]);
  }
  return Object.fromEntries(trials);
}

/** Leaves out rows whose match in a joined file is beyond the sample. */
const withoutUnseen = <Table extends TableFiles>(table: Table, cut: ReadonlySet<string>): Table => ({
  ...table,
  drop: [
    ...cutJoins(table, cut).map(({ columns: [column] }) => ({ column, empty: true }) as const),
    ...(table.drop ?? []),
  ],
});

const cutJoins = ({ join = [] }: TableFiles, cut: ReadonlySet<string>): JoinedFiles[] =>
  [join].flat().filter(({ files }) => [files].flat().some((file) => cut.has(file)));

function inWords(
  { dropped, type }: TableReport,
  mapping: ShopMapping,
  cut: ReadonlySet<string>,
): TableReport['dropped'] {
  const joins = cutJoins(tableFiles(mapping, type)!, cut);
  return Object.fromEntries(
    Object.entries(dropped).map(([reason, rows]) => {
      const join = joins.find(({ columns: [column] }) => reason === `${column} is empty`);
      return [
        join ? `${join.on} is not in the sampled part of ${[join.files].flat().join(', ')}` : reason,
        rows,
      ];
    }),
  );
}
