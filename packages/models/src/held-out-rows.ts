import { userRows, type Interactions } from './interactions';

/** A user's rows, split into known ones and those that are held out to evaluate models. */
export interface HeldOutRows {
  readonly user: number;
  /** Rows that a model may know, oldest first, at least one. */
  readonly known: Uint32Array;
  /** Later rows, at least one. */
  readonly later: Uint32Array;
}

/** Share of a user's rows that a model may know. */
const KNOWN_SHARE = 0.9;

/**
 * Holds out the newest tenth of the rows of some users, at least one row, and only whole moments: an order cut in two
 * would give itself away. Users with a single moment are left out.
 *
 * @param isAsked - by event type; rows of other types are left out
 * @param most - maximum number of users, spread evenly over those who qualify
 */
export function heldOutRows(
  interactions: Interactions,
  isAsked: (event: number) => boolean,
  most: number,
): HeldOutRows[] {
  const { events, timestamps, userIds } = interactions;
  const starts = userRows(interactions);
  const users: number[] = [];
  for (let user = 0; user < userIds.length; user++) {
    let first = starts[user];
    let last = starts[user + 1] - 1;
    while (first < last && !isAsked(events[first])) first++;
    while (first < last && !isAsked(events[last])) last--;
    if (first < last && timestamps[first] < timestamps[last]) users.push(user);
  }
  const step = Math.max(1, Math.ceil(users.length / most));
  return Array.from({ length: Math.ceil(users.length / step) }, (_, at) => users[at * step]).flatMap(
    (user) => {
      const rows = Uint32Array.from(
        { length: starts[user + 1] - starts[user] },
        (_, at) => starts[user] + at,
      ).filter((row) => isAsked(events[row]));
      const moment = timestamps[rows[Math.floor(KNOWN_SHARE * rows.length)]];
      const cut = rows.findIndex((row) => timestamps[row] === moment);
      return cut > 0 ? [{ user, known: rows.subarray(0, cut), later: rows.subarray(cut) }] : [];
    },
  );
}
