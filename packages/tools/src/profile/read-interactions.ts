import type { CsvChunk } from '@ecommerce-recommenders/csv/csv-chunk';
import { readCsv } from '@ecommerce-recommenders/csv/read-csv';
import { IdTable } from '@ecommerce-recommenders/csv/id-table';
import {
  interactionIndexes,
  interactionProblem,
  parseTimestamp,
} from '@ecommerce-recommenders/shop-data/data/preparation/interaction-fields';
import { DATASETS, type DatasetSource } from '@ecommerce-recommenders/shop-data/data/datasets';
import type { Refusal } from '@ecommerce-recommenders/shop-data/insight/readiness/shop-facts';
import { columnProfile, ColumnValues, type ColumnProfile } from './column-profile';
import { InteractionLog } from './interaction-log';
import { Refusals } from './table-profile';

/** Result of a pass over interactions.csv. */
export interface ReadInteractions {
  /** Number of rows in the file. */
  readonly rows: number;
  /** Event types of the file, most frequent first. */
  readonly eventTypes: readonly EventTypeCount[];
  /** The columns of the file, except ids and event type, which are counted separately. */
  readonly otherColumns: readonly ColumnProfile[];
  /** Problems of rows whose event type is kept. */
  readonly refusals: readonly Refusal[];
  /** Rows whose event type is kept, without rejected ones. */
  readonly log: InteractionLog;
}

/** An event type of the archive. */
export interface EventTypeCount {
  readonly name: string;
  readonly rows: number;
  /** Its name in Personalize; absent if its rows are dropped. */
  readonly becomes?: string;
}

/** Columns whose values the log numbers. */
const COUNTED: readonly string[] = ['ITEM_ID', 'USER_ID', 'EVENT_TYPE'];

/** Column with the order id in a mapped shop's table. */
const ORDER_COLUMN = 'ORDER_ID';

/** Maximum number of event types that are counted separately. All others count as one. */
const MAX_EVENT_TYPES = 1000;

/**
 * Reads the interactions of an archive. Bad rows are counted, whereas a preparation fails at the first one.
 *
 * @param mapping from event types of the archive to those of Personalize
 * @throws Error that names file and line, if the text is no table or lacks a column
 */
export async function readInteractions(
  body: AsyncIterable<Buffer>,
  mapping: Readonly<Record<string, string>>,
  source: DatasetSource = DATASETS.INTERACTIONS,
): Promise<ReadInteractions> {
  const csv = await readCsv(body, { file: source.member, escape: '"' });
  const columns = interactionIndexes(source, csv.columns);
  const [item, user, event, timestamp] = columns.map((column) => 2 * column);
  const targets = [...new Set(Object.values(mapping))];
  const log = new InteractionLog(targets);
  const order = 2 * csv.columns.indexOf(ORDER_COLUMN);
  const types = new EventTypes(mapping, targets);
  const refusals = new Refusals(source.member);
  const others = csv.columns.flatMap((name, column) =>
    COUNTED.includes(name) ? [] : [{ name, column, values: new ColumnValues() }],
  );
  let rows = 0;

  const readRow = (chunk: CsvChunk, row: number): void => {
    const { bytes, fields } = chunk;
    const at = 2 * row * chunk.width;
    for (const { column, values } of others)
      values.add(bytes, fields[at + 2 * column], fields[at + 2 * column + 1]);
    const target = types.count(bytes, fields[at + event], fields[at + event + 1]);
    if (target < 0) return;
    const bad = interactionProblem(chunk, row, columns);
    if (bad !== undefined) return refusals.add(chunk, row, bad.column, bad.problem);
    log.push(
      log.userIds.add(bytes, fields[at + user], fields[at + user + 1]),
      log.itemIds.add(bytes, fields[at + item], fields[at + item + 1]),
      target,
      parseTimestamp(bytes, fields[at + timestamp], fields[at + timestamp + 1]),
      order < 0 || fields[at + order] === fields[at + order + 1]
        ? 0
        : log.orderIds.add(bytes, fields[at + order], fields[at + order + 1]) + 1,
    );
  };
  for await (const chunk of csv.chunks) {
    for (let row = 0; row < chunk.rows; row++) readRow(chunk, row);
    rows += chunk.rows;
  }
  const otherColumns = others.map(({ name, values }) => columnProfile(name, values, false));
  return { rows, eventTypes: types.all(), otherColumns, refusals: refusals.all(), log };
}

/** Counts the archive's event types and their targets. */
class EventTypes {
  private readonly names = new IdTable();
  private readonly counts: number[] = [];
  /** Maps a number in {@link names} to one of the targets, or to -1. */
  private readonly targetOf: number[] = [];
  private others = 0;

  constructor(
    mapping: Readonly<Record<string, string>>,
    private readonly targets: readonly string[],
  ) {
    for (const [name, target] of Object.entries(mapping)) {
      const bytes = Buffer.from(name);
      this.targetOf[this.names.add(bytes, 0, bytes.length)] = targets.indexOf(target);
    }
  }

  /** Counts a row's event type. Returns the number of its target, or -1 if it is left out. */
  count(bytes: Buffer, start: number, end: number): number {
    const type =
      this.names.size < MAX_EVENT_TYPES
        ? this.names.add(bytes, start, end)
        : this.names.find(bytes, start, end);
    if (type === undefined) {
      this.others++;
      return -1;
    }
    this.counts[type] = (this.counts[type] ?? 0) + 1;
    return this.targetOf[type] ?? -1;
  }

  all(): EventTypeCount[] {
    const types = Array.from({ length: this.names.size }, (_, type): EventTypeCount => {
      const target = this.targetOf[type];
      const counted = { name: this.names.idOf(type), rows: this.counts[type] ?? 0 };
      return target === undefined ? counted : { ...counted, becomes: this.targets[target] };
    });
    if (this.others > 0) types.push({ name: '(others)', rows: this.others });
    return types.sort((a, b) => b.rows - a.rows || (a.name < b.name ? -1 : 1));
  }
}
