import { countInWords, grouped } from '@ecommerce-recommenders/csv/count-in-words';
import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { visible } from '@ecommerce-recommenders/csv/visible';

/** A kind of bad rows. */
export interface BadRows {
  readonly reason: string;
  readonly rows: number;
  /** The first of them. */
  readonly places: readonly BadPlace[];
}

/** Where a bad row is, and what was read there. */
export interface BadPlace {
  readonly file: string;
  readonly line: number;
  /** Shortened; absent where nothing in particular is bad. */
  readonly value?: string;
}

/** What became of the records of one table. */
export interface TableReport {
  readonly type: DatasetType;
  readonly files: string;
  /** Records that were read. */
  readonly records: number;
  /** Rows of the canonical table. */
  readonly rows: number;
  /** Records that were left out, by the reason. */
  readonly dropped: Readonly<Record<string, number>>;
  readonly bad: readonly BadRows[];
  /** Records of interactions that were left out because they name no user; absent for none. */
  readonly withoutUser?: number;
}

const MAX_PLACES = 3;

/** Kinds of bad rows that are told apart. */
const MAX_REASONS = 50;

/** Counts what becomes of the records of one table. */
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
    /** Reason of records without a user. @default - they are not counted */
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

/** A report in sentences, for commands and logs. */
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

/** Share of the interactions that name no user, and so teach nothing, in words. @param rows - those that name one */
export const withoutUserInWords = (withoutUser: number, rows: number): string =>
  `${grouped(withoutUser)} of ${countInWords(rows + withoutUser, 'interaction')} (${Math.round((100 * withoutUser) / (rows + withoutUser))} %) ` +
  'name no user, and teach nothing';

/** Bad rows in sentences. */
export const badLines = (bad: readonly BadRows[]): string[] =>
  bad.map(
    ({ reason, rows, places }) =>
      `  ${grouped(rows)} bad: ${reason} (${places.map(placeInWords).join('; ')}${rows > places.length ? '; …' : ''})`,
  );

/** `orders.csv, line 17: "2010-12-01"` */
export const placeInWords = ({ file, line, value }: BadPlace): string =>
  `${visible(file)}, line ${line}${value === undefined ? '' : `: "${value}"`}`;
