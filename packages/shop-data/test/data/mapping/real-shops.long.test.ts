import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { openFiles } from '../../../src/data/files/open-files';
import { mappedTables } from '../../../src/data/mapping/mapped-tables';
import type { TableReport } from '../../../src/data/mapping/mapping-report';
import { parseMapping } from '../../../src/data/mapping/parse-mapping';
import { CLOTHING_SHOP, ONLINE_RETAIL } from './real-shops';
import { DATA_SETS, type DataSetFile } from '../../../../../test/support/data-sets';
import { describeWith } from '../../../../../test/support/prerequisites';

async function reportOf(file: DataSetFile, mapping: object, type: DatasetType): Promise<TableReport> {
  const path = DATA_SETS[file].path;
  const files = openFiles(basename(file), {
    open: async () => createReadStream(path) as AsyncIterable<Buffer>,
    sizeBytes: () => Promise.reject(new Error('no zip')),
    range: () => Promise.reject(new Error('no zip')),
  });
  const tables = mappedTables({ files, mapping: parseMapping(mapping), eventTypes: {}, maxBadRows: 0 });
  for await (const piece of await tables.openTable(type)) void piece;
  return tables.reports()[0];
}

describeWith('realShops')('a real shop', () => {
  const RETAIL = 'real/online-retail.csv.gz';
  const CLOTHES = 'real/eshop-clothing-2008.csv.gz';
  const dropped = { 'InvoiceNo begins with C': 9288, 'CustomerID is empty': 134_697 };

  it.each<[DataSetFile, DatasetType, Partial<TableReport>]>([
    [RETAIL, 'INTERACTIONS', { records: 541_909, rows: 397_924, dropped, withoutUser: 134_697 }],
    [RETAIL, 'ITEMS', { rows: 3922 }],
    [RETAIL, 'USERS', { rows: 4372 }],
    [CLOTHES, 'INTERACTIONS', { records: 165_474, rows: 165_474, dropped: {} }],
    [CLOTHES, 'ITEMS', { rows: 217 }],
    [CLOTHES, 'USERS', { rows: 24_026 }],
  ])('in %s is mapped without a bad row: %s', async (file, type, expected) => {
    const mapping = file === RETAIL ? ONLINE_RETAIL : CLOTHING_SHOP;
    expect(await reportOf(file, mapping, type)).toMatchObject({ ...expected, bad: [] });
  });
});
