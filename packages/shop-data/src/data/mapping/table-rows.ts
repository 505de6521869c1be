import { CsvBuffer } from '@ecommerce-recommenders/csv/csv-buffer';
import {
  RecordProblem,
  type ReadColumn,
  type RecordBatch,
  type RecordFile,
  type SourceRecord,
} from '../files/records';
import type { ShopFiles } from '../files/shop-files';
import { dropReason, type DropReason } from './drop-reason';
import { fieldReader, fieldWriter, type OpenField, type WriteField } from './field-readers';
import { readJoined, withJoined, type JoinedTable } from './joined-records';
import { TableCounts } from './mapping-report';
import { decimalReader, numberReader } from './numbers';
import { OneRowAnId } from './one-row-an-id';
import { noValue, ROW_PROBLEMS } from './row-problems';
import { sourceName, type FieldPlan, type TablePlan } from './table-plan';
import type { HashUser } from './user-hash';

/** Size of a piece of merged rows. */
const PIECE_BYTES = 128 * 1024;

/** Converts the records of a table to lines of canonical CSV. A piece of text is valid until the next one is requested. */
export class TableRows {
  readonly counts: TableCounts;
  private readonly text = new CsvBuffer('"', true);
  private readonly joined: JoinedTable[] = [];
  /** The merged rows, if the table has one row per id. */
  private readonly derived: OneRowAnId | undefined;
  private readonly openReads: readonly OpenField[];
  private readonly openWrites: readonly ((file: RecordFile) => WriteField)[];
  private readonly openTime: OpenField | undefined;
  // Path of the current file.
  private file = '';
  private drops!: DropReason;
  private reads!: readonly ReadColumn[];
  private writes!: readonly WriteField[];
  private readTime: ReadColumn | undefined;

  constructor(
    readonly plan: TablePlan,
    private readonly eventTypes: Readonly<Record<string, string>>,
    hashUser: HashUser,
  ) {
    const { type, files, fields, newestBy, isOneRowAnId } = plan;
    const reader = (field: FieldPlan): OpenField =>
      fieldReader(field, decimalReader(files.decimalComma), hashUser);
    this.counts = new TableCounts(type, [files.files].flat().join(', '), noUserReason(plan));
    this.derived = isOneRowAnId ? new OneRowAnId(fields, newestBy !== undefined) : undefined;
    this.openReads = fields.map(reader);
    this.openWrites = fields.map((field, at) => fieldWriter(field, this.openReads[at]));
    this.openTime = newestBy && reader(newestBy);
  }

  /** Yields the header line. */
  *header(): Generator<Buffer> {
    this.row(this.plan.fields.map(({ field }) => field.name));
    yield* this.piece();
  }

  /** Reads the files with which the table is joined. */
  async join(files: ShopFiles): Promise<void> {
    for (const join of [this.plan.files.join ?? []].flat())
      this.joined.push(await readJoined(files, join, this.counts));
  }

  /** Begins a file. */
  open(file: RecordFile, path: string): void {
    const { event, files } = this.plan;
    const records = withJoined(file, this.joined);
    this.file = path;
    this.drops = dropReason(
      records,
      files.drop ?? [],
      numberReader(files.decimalComma),
      event,
      this.eventTypes,
    );
    this.reads = this.derived ? this.openReads.map((open) => open(records)) : [];
    this.writes = this.derived ? [] : this.openWrites.map((open) => open(records));
    this.readTime = this.openTime?.(records);
  }

  /** The rows of a batch, unless records are merged. */
  *add(batch: RecordBatch): Generator<Buffer> {
    const { counts, file } = this;
    const { records, broken } = batch;
    for (const { line, problem } of broken) counts.refuse(problem, file, line);
    counts.records += records.length + broken.length;
    for (let at = 0; at < records.length; at++) this.addRecord(batch, at);
    yield* this.piece();
  }

  /** The rows that were merged from all records. */
  *derivedRows(): Generator<Buffer> {
    const { counts, text } = this;
    const { fields } = this.plan;
    for (const { values, file, line } of this.derived?.rows() ?? []) {
      const missing = fields.find(({ isRequired }, at) => isRequired && values[at] === '');
      if (missing !== undefined) {
        counts.refuse(noValue(sourceName(missing)), file, line, values[0]);
        continue;
      }
      counts.rows++;
      this.row(values);
      if (text.length >= PIECE_BYTES) yield* this.piece();
    }
    yield* this.piece();
  }

  private *piece(): Generator<Buffer> {
    if (this.text.length > 0) yield this.text.text();
    this.text.clear();
  }

  private row(values: readonly string[]): void {
    const { text } = this;
    for (let at = 0; at < values.length; at++) {
      if (at > 0) text.comma();
      text.string(values[at]);
    }
    text.lineFeed();
  }

  private addRecord(batch: RecordBatch, at: number): void {
    const { text, counts, derived } = this;
    const record = batch.records[at];
    const begin = text.length;
    try {
      const reason = this.drops(record);
      if (reason !== undefined) counts.drop(reason);
      else if (derived) this.derive(derived, record, () => batch.lineOf(at));
      else this.line(record, batch.chunk);
    } catch (error) {
      if (!(error instanceof RecordProblem)) throw error;
      text.length = begin;
      counts.refuse(error.message, this.file, batch.lineOf(at), error.cause as string | undefined);
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

  private derive(derived: OneRowAnId, record: SourceRecord, lineOf: () => number): void {
    const values = this.reads.map((read) => read(record));
    const [id] = this.plan.fields;
    if (values[0] === '' && id.isRequired) throw emptyProblem(id);
    derived.add(values, this.file, lineOf, Number(this.readTime?.(record)));
  }
}

/** Why interaction records without a user are left out: because of a condition, or because a user is required. */
function noUserReason({ type, fields }: TablePlan): string | undefined {
  const user = fields.find(({ field }) => type === 'INTERACTIONS' && field.name === 'USER_ID');
  return user && `${sourceName(user)} ${ROW_PROBLEMS.empty}`;
}

const emptyProblem = (field: FieldPlan): RecordProblem =>
  new RecordProblem(`${sourceName(field)} ${ROW_PROBLEMS.empty}`);
