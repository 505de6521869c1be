import { grouped } from '@ecommerce-recommenders/csv/count-in-words';
import { atLine } from '@ecommerce-recommenders/csv/line-error';
import {
  RecordProblem,
  type BrokenLine,
  type ReadColumn,
  type RecordBatch,
  type RecordFile,
} from './records';

/** Maximum length of a line. A longer line is most likely not JSON Lines. */
const MAX_LINE_CHARACTERS = 16 * 1024 * 1024;

/** A record, with the element of its list if a list is unrolled. */
interface JsonRecord {
  readonly record: unknown;
  readonly element?: unknown;
}

/**
 * Reads JSON Lines: one object in each line.
 *
 * @param unroll - path of a list in each object whose elements become records of their own
 */
export async function readJsonRecords(
  text: AsyncIterable<Buffer>,
  file: string,
  unroll?: string,
): Promise<RecordFile> {
  return { column: (name) => columnReader(name, unroll), batches: readBatches(text, file, unroll) };
}

async function* readBatches(
  text: AsyncIterable<Buffer>,
  file: string,
  unroll: string | undefined,
): AsyncGenerator<RecordBatch> {
  const listAt = unroll === undefined ? undefined : pathReader(unroll);
  let rest = '';
  let line = 0;
  const read = (lines: readonly string[]): RecordBatch => {
    const records: JsonRecord[] = [];
    const numbers: number[] = [];
    const broken: BrokenLine[] = [];
    for (const one of lines) {
      line++;
      if (one.trim() === '') continue;
      const record = parseObject(one);
      if (record === undefined) {
        broken.push({ line, problem: 'is no JSON object' });
        continue;
      }
      const list = listAt?.(record);
      const rows =
        listAt === undefined ? [{ record }] : elementsOf(list).map((element) => ({ record, element }));
      for (const row of rows) {
        records.push(row);
        numbers.push(line);
      }
    }
    return { records, lineOf: (index) => numbers[index], broken };
  };
  for await (const piece of text) {
    const lines = (rest + piece.toString()).split('\n');
    rest = lines.pop()!;
    if (rest.length > MAX_LINE_CHARACTERS)
      throw atLine(
        file,
        line + lines.length + 1,
        `is longer than ${grouped(MAX_LINE_CHARACTERS)} characters; is it JSON Lines?`,
      );
    if (lines.length > 0) yield read(lines);
  }
  if (rest !== '') yield read([rest]);
}

function parseObject(line: string): unknown {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A record without the list has no elements. */
const elementsOf = (list: unknown): readonly unknown[] => (Array.isArray(list) ? list : []);

/** Reads a column. A path below the unrolled list is read in the list's element: `items[].item_id`. */
function columnReader(name: string, unroll: string | undefined): ReadColumn {
  const prefix = `${unroll}[]`;
  if (unroll !== undefined && name === prefix) return (row) => textOf((row as JsonRecord).element, name);
  const isInElement = unroll !== undefined && name.startsWith(`${prefix}.`);
  const valueAt = pathReader(isInElement ? name.slice(prefix.length + 1) : name);
  return isInElement
    ? (row) => textOf(valueAt((row as JsonRecord).element), name)
    : (row) => textOf(valueAt((row as JsonRecord).record), name);
}

/** Reads a path. If the whole path is itself a key, that key takes precedence. */
function pathReader(path: string): (value: unknown) => unknown {
  const steps = path.split('.');
  return (value) => {
    const whole = memberOf(value, path);
    return whole === undefined && steps.length > 1 ? steps.reduce(memberOf, value) : whole;
  };
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

function textOf(value: unknown, name: string): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (Number.isInteger(value) && !Number.isSafeInteger(value))
      throw new RecordProblem(
        `${name} is a whole number past 2^53, which JSON does not keep; export it as text`,
      );
    return String(value);
  }
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join('|');
  throw new RecordProblem(`${name} is a list or an object; name a path within it`);
}
