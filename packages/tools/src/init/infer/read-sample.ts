import { parse } from 'csv-parse/sync';
import { formatOf } from '@ecommerce-recommenders/shop-data/data/files/record-format';
import { blankComments } from '@ecommerce-recommenders/shop-data/data/files/leading-comments';
import { numberReader } from '@ecommerce-recommenders/shop-data/data/mapping/numbers';
import { filledValues, type Dialect, type FileSample, type SampleTable } from './sample';
import { guessTime } from './time-guess';
import { detectDelimiter, detectEncoding, detectQuote, isJsonLines } from './detect-dialect';
import { excerpt } from '@ecommerce-recommenders/csv/excerpt';
import { visible } from '@ecommerce-recommenders/csv/visible';

/** Maximum number of unpacked bytes to read from a file. */
export const SAMPLE_BYTES = 8 * 1024 * 1024;

/** Maximum number of rows to read from a file. */
const SAMPLE_ROWS = 60_000;

/** Maximum number of columns of nested records. Further ones are left out. */
const MAX_COLUMNS = 400;

/**
 * Reads the beginning of a file: its dialect, its columns and their values.
 *
 * @param head - complete lines from the first {@link SAMPLE_BYTES}, unpacked, or the whole file
 * @throws Error that names the file, if it has no row or is not text
 */
export function readSample(path: string, head: Buffer, isWhole: boolean): FileSample {
  if (isSpreadsheet(head)) throw new Error(`${visible(path)} is a spreadsheet. ${SAVE_AS_CSV}`);
  if (isXml(head)) throw new Error(`${visible(path)} is XML, which is not read. ${NOT_AS_XML}`);
  const encoding = detectEncoding(head);
  const text = new TextDecoder(encoding).decode(head);
  if (text.includes('\0')) throw new Error(`${visible(path)} is no text; export it as CSV or JSON Lines`);
  const other = encoding === 'utf-8' || (encoding.startsWith('utf-16') && hasMark(head)) ? {} : { encoding };
  const read = isJsonLines(text) ? readJson(path, text) : readCsv(path, blankComments(text));
  if (read.tables[0].rows === 0)
    throw new Error(`${visible(path)} has no rows; name a file with a line of column names and rows`);
  const row = rowInPlaceOfNames(read.tables[0]);
  if (row !== undefined)
    throw new Error(
      `${visible(path)} has no line of column names: it begins with the row ${visible(row)}. Put a line of names on top, such as user,time,item,event`,
    );
  const { rows } = read.tables[0];
  return {
    path,
    isWhole: isWhole && rows < SAMPLE_ROWS,
    tables: read.tables,
    dialect: { ...read.dialect, ...other },
  };
}

const SAVE_AS_CSV =
  'Save each sheet as CSV and name those files: in Excel with File > Save As > CSV UTF-8, in Google Sheets with File > Download > CSV';

const NOT_AS_XML =
  'Export it as CSV, TSV or JSON Lines (a product feed for Google Merchant Center also comes as a .txt file with tabs), or leave it out';

const isXml = (head: Buffer): boolean =>
  /^\s*<(\?xml|rss|feed)\b/i.test(head.subarray(0, 200).toString('utf8').replace('\ufeff', ''));

/** First bytes of .xlsx, .ods and the like, which are zip archives, and of .xls. */
const SPREADSHEETS = [Buffer.from('PK\x03\x04'), Buffer.from([0xd0, 0xcf, 0x11, 0xe0])];

const isSpreadsheet = (head: Buffer): boolean =>
  SPREADSHEETS.some((start) => head.subarray(0, start.length).equals(start));

/** The first line, if it is a row instead of column names: one of its values is a number or time, like all values below it. */
function rowInPlaceOfNames({ columns, rows }: SampleTable): string | undefined {
  const read = numberReader();
  const isNumber = (value: string): boolean => !Number.isNaN(read(value));
  const isTime = (value: string): boolean => guessTime([value]) !== undefined;
  const isRow = [...columns].some(([name, values]) => {
    const filled = filledValues(values).slice(0, 200);
    return [isNumber, isTime].some((is) => rows > 0 && is(name) && filled.length > 0 && filled.every(is));
  });
  return isRow ? excerpt([...columns.keys()].join(', ')) : undefined;
}

const hasMark = (head: Buffer): boolean => head[0] >= 0xfe && head[1] >= 0xfe;

type Read = Pick<FileSample, 'dialect' | 'tables'>;

function readCsv(path: string, text: string): Read {
  const quote = detectQuote(text);
  const delimiter = detectDelimiter(text, quote);
  const records: string[][] = parse(text, {
    delimiter,
    quote,
    escape: quote,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    // Invalid lines are skipped here, because the import reports them.
    skip_records_with_error: true,
    to: SAMPLE_ROWS + 1,
  });
  const [header = [], ...rows] = records;
  const whole = rows.filter(({ length }) => length === header.length);
  const named = formatOf(path);
  const format = delimiter === '\t' ? 'tsv' : 'csv';
  return {
    dialect: {
      ...(named !== format && { format }),
      ...(![',', '\t'].includes(delimiter) && { delimiter }),
      ...(quote !== '"' && { quote }),
    },
    tables: [
      {
        rows: whole.length,
        columns: new Map(header.map((name, at) => [name.trim(), whole.map((row) => row[at])])),
      },
    ],
  };
}

function readJson(path: string, text: string): Read {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const records = lines.slice(0, SAMPLE_ROWS).flatMap((line) => parsed(line) ?? []);
  const lists = [...new Set(records.slice(0, 1000).flatMap((record) => listPaths(record)))];
  const dialect: Dialect = formatOf(path) === 'jsonl' ? {} : { format: 'jsonl' };
  return {
    dialect,
    tables: [
      tableOf(records.map((record) => flat(record))),
      ...lists.map((unroll) => ({ unroll, ...tableOf(unrolled(records, unroll)) })),
    ],
  };
}

function parsed(line: string): object | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isObjectList = (value: unknown): value is object[] =>
  Array.isArray(value) && value.length > 0 && value.every(isObject);

/** Paths of the arrays of objects in a record, outside other arrays. */
const listPaths = (record: object, prefix = ''): string[] =>
  Object.entries(record).flatMap(([name, value]) =>
    isObjectList(value) ? [prefix + name] : isObject(value) ? listPaths(value, `${prefix}${name}.`) : [],
  );

/** The values of a record with their paths. */
function flat(record: object, prefix = ''): [path: string, value: string][] {
  return Object.entries(record).flatMap(([name, value]: [string, unknown]): [string, string][] => {
    if (isObject(value)) return flat(value, `${prefix}${name}.`);
    if (Array.isArray(value))
      return value.every((one) => typeof one === 'string') ? [[prefix + name, value.join('|')]] : [];
    return [[prefix + name, value === null ? '' : `${value as string | number | boolean}`]];
  });
}

const unrolled = (records: readonly object[], path: string): [string, string][][] =>
  records.flatMap((record) => {
    const list = path
      .split('.')
      .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], record);
    if (!isObjectList(list)) return [];
    const outside = flat(record);
    return list.map((element) => [...outside, ...flat(element, `${path}[].`)]);
  });

function tableOf(records: readonly [string, string][][]): SampleTable {
  const columns = new Map<string, string[]>();
  for (const [row, record] of records.entries())
    for (const [name, value] of record) {
      let values = columns.get(name);
      if (values === undefined) {
        if (columns.size >= MAX_COLUMNS) continue;
        columns.set(name, (values = new Array<string>(records.length).fill('')));
      }
      values[row] = value;
    }
  return { rows: records.length, columns };
}
