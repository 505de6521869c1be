import { countInWords, grouped } from '@ecommerce-recommenders/csv/count-in-words';
import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { visible } from '@ecommerce-recommenders/csv/visible';

/** A kind of bad rows. */
export interface BadRows {
  readonly reason: string;
  readonly rows: number;
  /** Places of the first ones. */
  readonly places: readonly BadPlace[];
}

/** Place of a bad row, and the value that was read there. */
export interface BadPlace {
  readonly file: string;
  readonly line: number;
  /** The value, shortened; absent if no particular value is bad. */
  readonly value?: string;
}

/** Statistics on the records of one table. */
export interface TableReport {
  readonly type: DatasetType;
  readonly files: string;
  /** Number of records read. */
  readonly records: number;
  /** Number of rows in the canonical table. */
  readonly rows: number;
  /** Number of records left out, by reason. */
  readonly dropped: Readonly<Record<string, number>>;
  readonly bad: readonly BadRows[];
  /** Number of interaction records that were left out because they name no user; absent if there are none. */
  readonly withoutUser?: number;
}

const MAX_PLACES = 3;

/** Maximum number of kinds of bad rows that are distinguished. */
const MAX_REASONS = 50;

/** Counts the records of one table by what happened to them. */
export class TableCounts {
  records = 0;
  rows = 0;
  badRows = 0;
  private withoutUser = 0;
  private readonly dropped = new Map<string, number>();
  private readonly bad = new Map<string, { rows: number; readonly places: BadPlace[] }>();

  constructor(
    private readonly type: DatasetType,
    private readonly files: string,
    /** Reason given for records without a user. @default - they are not counted */
    private readonly noUser?: string,
  ) {}

  drop(reason: string): void {
    if (reason === this.noUser) this.withoutUser++;
    this.dropped.set(reason, (this.dropped.get(reason) ?? 0) + 1);
  }

  /** @param value - what was read, for messages */
  refuse(reason: string, file: string, line: number, value?: string): void {
    this.badRows++;
    if (reason === this.noUser) this.withoutUser++;
    const key = this.bad.has(reason) || this.bad.size < MAX_REASONS ? reason : 'other reasons';
    const kind = this.bad.get(key) ?? { rows: 0, places: [] };
    kind.rows++;
    if (kind.places.length < MAX_PLACES) kind.places.push({ file, line, value });
    this.bad.set(key, kind);
  }

  report(): TableReport {
    return {
      type: this.type,
      files: this.files,
      records: this.records,
      rows: this.rows,
      dropped: Object.fromEntries(this.dropped),
      bad: [...this.bad].map(([reason, { rows, places }]) => ({ reason, rows, places })),
      ...(this.withoutUser > 0 && { withoutUser: this.withoutUser }),
    };
  }
}

const NOUNS: Record<DatasetType, string> = { INTERACTIONS: 'interaction', ITEMS: 'item', USERS: 'user' };

/** Formats a report as sentences, for commands and logs. */
export function reportLines({
  type,
  files,
  records,
  rows,
  dropped,
  bad,
  withoutUser = 0,
}: TableReport): string[] {
  return [
    `${countInWords(rows, NOUNS[type])} of ${countInWords(records, 'record')} in ${files}`,
    ...Object.entries(dropped).map(([reason, records]) => `  ${grouped(records)} left out: ${reason}`),
    ...badLines(bad),
    ...(withoutUser > 0 ? [`  ${withoutUserInWords(withoutUser, rows)}`] : []),
  ];
}

/**
 * A sentence about the share of interactions that name no user, which models cannot learn from. @param rows - number
 * of those that name one
 */
export const withoutUserInWords = (withoutUser: number, rows: number): string =>
  `${grouped(withoutUser)} of ${countInWords(rows + withoutUser, 'interaction')} (${Math.round((100 * withoutUser) / (rows + withoutUser))} %) ` +
  'name no user, and teach nothing';

/** Sentences about bad rows. */
export const badLines = (bad: readonly BadRows[]): string[] =>
  bad.map(
    ({ reason, rows, places }) =>
      `  ${grouped(rows)} bad: ${reason} (${places.map(placeInWords).join('; ')}${rows > places.length ? '; …' : ''})`,
  );

/** `orders.csv, line 17: "2010-12-01"` */
export const placeInWords = ({ file, line, value }: BadPlace): string =>
  `${visible(file)}, line ${line}${value === undefined ? '' : `: "${value}"`}`;
