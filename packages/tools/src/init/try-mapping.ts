import { parse } from 'csv-parse/sync';
import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { ShopFiles } from '@ecommerce-recommenders/shop-data/files/shop-files';
import { datasetsOf } from '@ecommerce-recommenders/shop-data/mapping/datasets-of';
import { mappedTables } from '@ecommerce-recommenders/shop-data/mapping/mapped-tables';
import type { TableReport } from '@ecommerce-recommenders/shop-data/mapping/mapping-report';
import type { Inference } from '@ecommerce-recommenders/shop-data/mapping/infer/infer-mapping';

/** Rows that are shown of each table. */
const SHOWN_ROWS = 3;

/** What a mapping makes of the beginnings of the files. */
export interface Trial {
  readonly report: TableReport;
  /** Fields of the table, and its first rows. */
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Maps the beginnings of the files as an import maps the whole. */
export async function tryMapping(
  files: ShopFiles,
  { mapping, eventTypes = {} }: Pick<Inference, 'mapping' | 'eventTypes'>,
): Promise<Partial<Record<DatasetType, Trial>>> {
  const tables = mappedTables({ files, mapping, eventTypes, maxBadRows: Infinity });
  const datasets = datasetsOf(mapping);
  const trials: [DatasetType, Trial][] = [];
  for (const type of DATASET_TYPES) {
    if (datasets[type] === undefined) continue;
    let text = '';
    for await (const piece of await tables.openTable(type))
      if (text.length < 100_000) text += piece.toString();
    const [header, ...rows]: string[][] = parse(text, { to: SHOWN_ROWS + 1 });
    trials.push([type, { header, rows, report: tables.reports().find((report) => report.type === type)! }]);
  }
  return Object.fromEntries(trials);
}
