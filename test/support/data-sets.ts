import { resolve } from 'node:path';

/** Where the data sets lie, relative to the checkout. They are too large for it, or not ours to pass on. */
export const DATA_SETS_FOLDER = '../shared/data';

/** A file of a published data set. */
interface DataSet {
  readonly path: string;
  /** Of the content without gzip, by file of the archive; of a file that is no archive, by its own name. */
  readonly sha256: Readonly<Record<string, string>>;
}

export type DataSetFile =
  | 'RetailDemoDataSet.tar.gz'
  | 'real/online-retail.csv.gz'
  | 'real/eshop-clothing-2008.csv.gz';

const pathOf = (file: DataSetFile): string => resolve(__dirname, '../..', DATA_SETS_FOLDER, file);

/** CONTRIBUTING.md says where each is published. */
export const DATA_SETS: Readonly<Record<DataSetFile, DataSet>> = {
  'RetailDemoDataSet.tar.gz': {
    path: pathOf('RetailDemoDataSet.tar.gz'),
    sha256: {
      'items.csv': '86e13cb4326a4f0ee121761ceff5d074df97f19c3bccf08307fb130524aea3e6',
      'users.csv': 'aa6d2c6d975596ca3852158943c1b9e2a6bea7c5dbd6eb96ee3ed6bd9e96e7c1',
      'interactions.csv': 'cec38b58cdd9904b938fa70843564113e33d3822e998aa75d10f9eb486ee7eab',
    },
  },
  'real/online-retail.csv.gz': {
    path: pathOf('real/online-retail.csv.gz'),
    sha256: { 'online-retail.csv': '3457a3b1674d995a68214ce295a6cf8cbb0549b983be64060a8e9967a6c092f3' },
  },
  'real/eshop-clothing-2008.csv.gz': {
    path: pathOf('real/eshop-clothing-2008.csv.gz'),
    sha256: { 'eshop-clothing-2008.csv': 'b254fe7936e551d4f73b7e1dcd202fbdead32aee1e4fe5b3189fc334d4922359' },
  },
};
