import { atLine } from '../csv/at-line';
import { lineOf } from '../csv/csv-chunk';
import { DATASETS } from '../datasets';
import { checkId } from './check-id';
import { IdTable } from './id-table';
import { INTERACTION_COLUMNS } from './interaction-columns';
import type { KeptRows } from './interaction-filter';
import { interactionProblem } from './interaction-problem';
import { NumberList } from './number-list';
import { parseTimestamp } from './parse-timestamp';

/** What the first pass over the interactions finds out. Memory grows with the users, and by 4 bytes a row. */
export class InteractionSurvey {
  /** Number of the user of each kept row, in file order. */
  readonly users = new NumberList();
  /** Kept rows of each user, by the user's number. */
  readonly counts: number[] = [];
  /** Whether the kept rows of every user are in order of time already. */
  isOrdered = true;
  /** Unix seconds of the newest kept row. */
  latest = 0;

  private readonly userIds = new IdTable();
  /** Unix seconds of each user's newest row so far. */
  private readonly newest: number[] = [];
  // Memory of the latest rows, used again for the next: where their users are, and their times.
  private places = new Uint32Array(0);
  private seconds = new Float64Array(0);

  /**
   * Checks and counts rows.
   *
   * @throws Error that names the line of a value that an import would refuse
   */
  add({ chunk, columns, count, rows }: KeptRows): void {
    const { bytes, fields, width } = chunk;
    if (this.places.length < count) {
      this.places = new Uint32Array(2 * count);
      this.seconds = new Float64Array(2 * count);
    }
    const { places, seconds } = this;
    const item = 2 * columns[INTERACTION_COLUMNS.item];
    const user = 2 * columns[INTERACTION_COLUMNS.user];
    const timestamp = 2 * columns[INTERACTION_COLUMNS.timestamp];
    for (let i = 0; i < count; i++) {
      const at = 2 * width * rows[i];
      seconds[i] = parseTimestamp(bytes, fields[at + timestamp], fields[at + timestamp + 1]);
      places[i] = at + user;
      const problem =
        checkId(bytes, fields[at + item], fields[at + item + 1]) ??
        checkId(bytes, fields[at + user], fields[at + user + 1]);
      if (problem !== undefined || Number.isNaN(seconds[i])) {
        const { member } = DATASETS.INTERACTIONS;
        throw atLine(member, lineOf(chunk, rows[i]), interactionProblem(chunk, rows[i], columns));
      }
    }
    const users = this.userIds.addAll(bytes, fields, places, count);
    for (let i = 0; i < count; i++) this.count(users[i], seconds[i]);
  }

  private count(user: number, seconds: number): void {
    const { counts, newest } = this;
    this.users.push(user);
    if (user === counts.length) {
      counts.push(0);
      newest.push(seconds);
    }
    counts[user]++;
    if (seconds < newest[user]) this.isOrdered = false;
    else newest[user] = seconds;
    if (seconds > this.latest) this.latest = seconds;
  }
}
