import { isUtf8 } from 'node:buffer';
import { excerpt } from './excerpt';
import { atLine } from './line-error';
import type { CsvChunk } from './csv-chunk';
import type { CsvEscape } from './csv-buffer';
import { giveBack, takeMemory, type CsvMemory } from './csv-memory';
import { Scanner } from './scanner';
import { TextWindow } from './text-window';
import { grouped } from './count-in-words';
import { visible } from './visible';
import { DataError } from './data-error';

/** Format of a CSV file, and its name in messages. */
export interface CsvOptions {
  readonly file: string;
  /** With backslashes, doubled quotes are accepted, too. */
  readonly escape: CsvEscape;
  /** Memory that only this file uses. */
  readonly memory?: CsvMemory;
}

/** A CSV file whose header has been read. */
export interface CsvFile {
  readonly columns: readonly string[];
  /** The rows below the header; can be iterated once. */
  readonly chunks: AsyncIterable<CsvChunk>;
}

/** Maximum length of a row. A longer one most likely has an unclosed quote. */
const MAX_ROW_BYTES = 1024 * 1024;

const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;
const BYTE_ORDER_MARK = Buffer.from('\ufeff');

/**
 * Reads a CSV file: UTF-8 with or without BOM, LF or CRLF, a header, and the same number of fields in every row.
 * Blank lines are skipped.
 *
 * It is hand-written for speed. csv-parse, with which the tests compare it, allocates an array of strings per row and
 * is more than ten times slower.
 *
 * @throws Error that names the file and the line
 */
export async function readCsv(
  source: AsyncIterable<Buffer>,
  { file, escape, memory: given }: CsvOptions,
): Promise<CsvFile> {
  const memory = given ?? takeMemory();
  const window = new TextWindow(source, memory);
  const scanner = new Scanner(memory, escape);
  const columns = await readHeader(window, scanner, memory, file);
  const chunks = readRows(window, scanner, memory, columns.length, file);
  return { columns, chunks: given ? chunks : givingBack(memory, chunks) };
}

/** Returns the memory to the pool after the last chunk. */
async function* givingBack(memory: CsvMemory, chunks: AsyncIterable<CsvChunk>): AsyncGenerator<CsvChunk> {
  try {
    yield* chunks;
  } finally {
    giveBack(memory);
  }
}

async function readHeader(
  window: TextWindow,
  scanner: Scanner,
  memory: CsvMemory,
  file: string,
): Promise<string[]> {
  do await window.fill();
  while (!window.isAtEnd && window.length <= MAX_ROW_BYTES && !window.text().includes(LINE_FEED));
  if (window.text().indexOf(BYTE_ORDER_MARK) === 0) window.drop(BYTE_ORDER_MARK.length);
  if (window.length === 0)
    throw new DataError(`${visible(file)} is empty; it must start with a line of column names`);
  const end = window.text().indexOf(LINE_FEED) + 1;
  const header = end > 0 ? window.text().subarray(0, end) : window.text();
  checkText(header, file, 1);
  if (hasLoneCarriageReturn(header))
    throw atLine(file, 1, 'ends lines with CR only; save the file with LF or CRLF');

  const scan = scanner.scan(window.start, end);
  if (scan.fault !== undefined) throw atLine(file, 1, scan.fault);
  if (scan.rows === 0) throw atLine(file, 1, 'must be the column names, on one line');
  const columns = Array.from({ length: scan.width }, (_, index) =>
    header.toString('utf8', memory.fields[2 * index], memory.fields[2 * index + 1]),
  );
  const names = new Set<string>();
  for (const name of columns) {
    if (names.has(name)) throw atLine(file, 1, `has the column "${excerpt(name)}" more than once`);
    names.add(name);
  }
  window.drop(scan.end);
  return columns;
}

async function* readRows(
  window: TextWindow,
  scanner: Scanner,
  memory: CsvMemory,
  width: number,
  file: string,
): AsyncGenerator<CsvChunk> {
  for (let firstLine = 2; window.length > 0 || !window.isAtEnd; await window.fill()) {
    const scan = scanner.scan(window.start, window.length, width);
    const bytes = window.text().subarray(0, scan.end);
    checkText(bytes, file, firstLine);
    if (scan.fault !== undefined) throw atLine(file, firstLine + scan.lines, scan.fault);
    const { rows, isPlain } = scan;
    if (rows > 0) {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const address = memory.text.at + window.start;
      yield { bytes, address, view, rows, width, fields: memory.fields, isPlain, firstLine };
    }
    firstLine += scan.lines;
    window.drop(scan.end);
    if (window.length > 0 && (window.isAtEnd || window.length > MAX_ROW_BYTES)) {
      throw atLine(file, firstLine, unfinished(window));
    }
  }
}

function hasLoneCarriageReturn(header: Buffer): boolean {
  const at = header.indexOf(CARRIAGE_RETURN);
  return at >= 0 && header[at + 1] !== LINE_FEED;
}

function unfinished(window: TextWindow): string {
  return window.isAtEnd
    ? 'has a quote that is never closed'
    : `is longer than ${grouped(MAX_ROW_BYTES)} bytes; is a quote never closed?`;
}

function checkText(bytes: Buffer, file: string, firstLine: number): void {
  if (isUtf8(bytes) && !bytes.includes(0)) return;
  let line = firstLine;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(LINE_FEED, start) + 1 || bytes.length;
    if (!isUtf8(bytes.subarray(start, end)) || bytes.subarray(start, end).includes(0)) break;
    start = end;
  }
  throw atLine(file, line, 'is not UTF-8 text; save the file as UTF-8');
}
