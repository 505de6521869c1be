import { randomBytes } from 'node:crypto';
import { CsvBuffer } from '@ecommerce-recommenders/csv/csv-buffer';
import { countInWords, grouped } from '@ecommerce-recommenders/csv/count-in-words';
import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { readRecords } from '../files/read-records';
import { RecordProblem, type RecordBatch, type RecordFile, type SourceRecord } from '../files/records';
import { matchingFiles, type ShopFiles } from '../files/shop-files';
import { eventTypesOf } from './datasets-of';
import { dropReason, type DropReason } from './drop-reason';
import { fieldReader, fieldWriter, type OpenField, type WriteField } from './field-readers';
import { readJoined, withJoined, type JoinedTable } from './joined-records';
import type { ShopMapping } from './mapping';
import { badLines, TableCounts, type TableReport } from './mapping-report';
import { decimalReader, numberReader } from './numbers';
import { OneRowAnId } from './one-row-an-id';
import { noValue, ROW_PROBLEMS } from './row-problems';
import { userHash, type HashUser } from './user-hash';
import { sourceName, tablePlan, type FieldPlan, type TablePlan } from './table-plan';
import { DataError } from '@ecommerce-recommenders/csv/data-error';

/** A shop's files, and how they are mapped. */
export interface MappedShop {
  readonly files: ShopFiles;
  /** Null for the columns of the workshop's archive. */
  readonly mapping: ShopMapping | null;
  readonly eventTypes: Readonly<Record<string, string>>;
  /** Maximum number of bad rows, of all tables together, that are left out. */
  readonly maxBadRows: number;
  /** Key for hashing user ids, if the mapping asks for it. @default - a random key, which suffices for counting */
  readonly userKey?: Uint8Array;
}

/** The canonical tables of a shop's own files. */
export interface MappedTables {
  /** A table as canonical CSV, made while it is read; can be opened several times. */
  readonly openTable: (type: DatasetType) => Promise<AsyncIterable<Buffer>>;
  /** Reports on the records of each table that was read to its end. */
  readonly reports: () => readonly TableReport[];
}

/** Size of a piece of canonical text. */
const PIECE_BYTES = 128 * 1024;

/**
 * Maps a shop's own files to canonical tables.
 *
 * The tables' streams throw an Error with the bad rows, by reason and with their first places, where there are more than
 * allowed.
 */
export function mappedTables({
  files,
  mapping,
  eventTypes,
  maxBadRows,
  userKey = randomBytes(32),
}: MappedShop): MappedTables {
  const reports = new Map<DatasetType, TableReport>();
  const types = eventTypesOf(mapping, eventTypes);
  return {
    openTable: async (type) => {
      const plan = tablePlan(mapping, type);
      const counts = new TableCounts(type, [plan.files.files].flat().join(', '), noUserReason(plan));
      return readTable(files, openings(plan, types, userHash(userKey)), counts, () => {
        reports.set(type, counts.report());
        refuseBadRows([...reports.values()], maxBadRows);
      });
    },
    reports: () => [...reports.values()],
  };
}

/** Why records of interactions without a user are left out: by a condition, or because they need one. */
function noUserReason({ type, fields }: TablePlan): string | undefined {
  const user = fields.find(({ field }) => type === 'INTERACTIONS' && field.name === 'USER_ID');
  return user && `${sourceName(user)} ${ROW_PROBLEMS.empty}`;
}

/** A plan, and what opens its columns in a file. */
interface OpenPlan extends TablePlan {
  readonly openDrops: (file: RecordFile) => DropReason;
  readonly openFields: readonly {
    readonly read: OpenField;
    readonly write: (file: RecordFile) => WriteField;
  }[];
  readonly openTime?: OpenField;
}

function openings(
  plan: TablePlan,
  eventTypes: Readonly<Record<string, string>>,
  hashUser: HashUser,
): OpenPlan {
  const { drop = [], decimalComma } = plan.files;
  const reader = (field: FieldPlan): OpenField => fieldReader(field, decimalReader(decimalComma), hashUser);
  return {
    ...plan,
    openDrops: (file) => dropReason(file, drop, numberReader(decimalComma), plan.event, eventTypes),
    openFields: plan.fields.map((field) => {
      const read = reader(field);
      return { read, write: fieldWriter(field, read) };
    }),
    openTime: plan.newestBy && reader(plan.newestBy),
  };
}

async function* readTable(
  files: ShopFiles,
  plan: OpenPlan,
  counts: TableCounts,
  atEnd: () => void,
): AsyncGenerator<Buffer> {
  yield Buffer.from(`${plan.fields.map(({ field }) => field.name).join(',')}\n`);
  const derived = plan.isOneRowAnId ? new OneRowAnId(plan.fields, plan.newestBy !== undefined) : undefined;
  const text = new CsvBuffer('"', true);
  const joined: JoinedTable[] = [];
  for (const join of [plan.files.join ?? []].flat()) joined.push(await readJoined(files, join, counts));
  for await (const file of matchingFiles(files, [plan.files.files].flat()))
    for await (const records of readRecords(file, plan.files)) {
      const lines = new RowLines(withJoined(records, joined), file.path, plan, counts, derived, text);
      for await (const batch of records.batches) {
        for (const { line, problem } of batch.broken) counts.refuse(problem, file.path, line);
        counts.records += batch.records.length + batch.broken.length;
        lines.add(batch);
        yield* pieceOf(text);
      }
    }
  if (derived) yield* derivedText(derived, plan.fields, counts, text);
  atEnd();
}

/** Turns the records of one file into lines of canonical CSV, or adds them to the rows that are derived. */
class RowLines {
  private readonly drops;
  private readonly reads;
  private readonly writes;
  private readonly readTime;

  constructor(
    records: RecordFile,
    private readonly file: string,
    private readonly plan: OpenPlan,
    private readonly counts: TableCounts,
    private readonly derived: OneRowAnId | undefined,
    private readonly text: CsvBuffer,
  ) {
    this.drops = plan.openDrops(records);
    this.reads = plan.openFields.map(({ read }) => read(records));
    this.writes = plan.openFields.map(({ write }) => write(records));
    this.readTime = plan.openTime?.(records);
  }

  /** Appends the lines of a batch to the text. */
  add({ records, lineOf, chunk }: RecordBatch): void {
    const { text, counts } = this;
    for (let at = 0; at < records.length; at++) {
      const begin = text.length;
      try {
        const reason = this.drops(records[at]);
        if (reason !== undefined) counts.drop(reason);
        else if (this.derived) this.derive(this.derived, records[at], lineOf, at);
        else this.line(records[at], chunk);
      } catch (error) {
        if (!(error instanceof RecordProblem)) throw error;
        text.length = begin;
        counts.refuse(error.message, this.file, lineOf(at), error.cause as string | undefined);
      }
    }
  }

  private line(record: SourceRecord, chunk: RecordBatch['chunk']): void {
    const { writes, text } = this;
    const { fields } = this.plan;
    let missing: FieldPlan | undefined;
    for (let at = 0; at < writes.length; at++) {
      if (at > 0) text.comma();
      if (!writes[at](record, text, chunk) && fields[at].isRequired) missing ??= fields[at];
    }
    if (missing !== undefined) throw emptyProblem(missing);
    text.lineFeed();
    this.counts.rows++;
  }

  private derive(derived: OneRowAnId, record: SourceRecord, lineOf: RecordBatch['lineOf'], at: number): void {
    const values = this.reads.map((read) => read(record));
    const [id] = this.plan.fields;
    if (values[0] === '' && id.isRequired) throw emptyProblem(id);
    derived.add(values, this.file, () => lineOf(at), Number(this.readTime?.(record)));
  }
}

const emptyProblem = (field: FieldPlan): RecordProblem =>
  new RecordProblem(`${sourceName(field)} ${ROW_PROBLEMS.empty}`);

function* derivedText(
  derived: OneRowAnId,
  fields: readonly FieldPlan[],
  counts: TableCounts,
  text: CsvBuffer,
): Generator<Buffer> {
  for (const { values, file, line } of derived.rows()) {
    const missing = fields.find(({ isRequired }, at) => isRequired && values[at] === '');
    if (missing !== undefined) {
      counts.refuse(noValue(sourceName(missing)), file, line, values[0]);
      continue;
    }
    counts.rows++;
    values.forEach((value, at) => {
      if (at > 0) text.comma();
      text.string(value);
    });
    text.lineFeed();
    if (text.length >= PIECE_BYTES) yield* pieceOf(text);
  }
  yield* pieceOf(text);
}

/** The text so far, which is then emptied. */
function* pieceOf(text: CsvBuffer): Generator<Buffer> {
  if (text.length > 0) yield text.text();
  text.clear();
}

function refuseBadRows(reports: readonly TableReport[], maxBadRows: number): void {
  const bad = reports.flatMap((report) => report.bad);
  const rows = bad.reduce((sum, kind) => sum + kind.rows, 0);
  if (rows <= maxBadRows) return;
  throw new DataError(
    `${countInWords(rows, 'row')} cannot be read, allowed are ${grouped(maxBadRows)} (maxBadRows):\n` +
      `${badLines(bad).join('\n')}\n` +
      'Correct the mapping or the files, leave the rows out with a condition under "drop", or allow them with maxBadRows',
  );
}
