import { hash } from './bytes';
import { Interactions } from './interactions';

/**
 * Numbers the users of the kept rows, which {@link checkRows} has accepted, and counts their rows. If the table
 * exceeds the cache, a row misses on its slot, its user and its id. Separate loops let the misses overlap.
 */
export function countUsers(self: Interactions): void {
  const kept = self.kept;
  const text = self.text;
  const users = self.users;
  const numbers = self.numbers;
  // The column of row ends is scratch space until the text is written.
  const hashes = self.ends;
  for (let i: u32 = 0; i < kept; i++) {
    const field = self.fieldsOf(i) + self.user;
    store<u32>(hashes + 4 * i, hash(text + load<u32>(field), load<u32>(field, 4) - load<u32>(field)));
  }
  for (let i: u32 = 0; i < kept; i++) store<i32>(numbers + 4 * i, users.guess(load<u32>(hashes + 4 * i)));

  for (let i: u32 = 0; i < kept; i++) {
    const field = self.fieldsOf(i) + self.user;
    const id = text + load<u32>(field);
    const length = load<u32>(field, 4) - load<u32>(field);
    let number = load<i32>(numbers + 4 * i);
    if (number < 0 || !users.is(number, id, length)) {
      number = users.numberOf(id, length, load<u32>(hashes + 4 * i));
      store<i32>(numbers + 4 * i, number);
    }
    const time = load<f64>(self.seconds + 8 * i);
    if (!users.count(number, time)) self.isOrdered = false;
    if (time > self.latest) self.latest = time;
  }
}

export function isOrdered(self: Interactions): bool {
  return self.isOrdered;
}

/** Unix seconds of the newest row. */
export function latest(self: Interactions): f64 {
  return self.latest;
}

export function userCount(self: Interactions): u32 {
  return self.users.size;
}

/** Copies the row count of each user. @param counts receives one u32 per user */
export function copyCounts(self: Interactions, counts: usize): void {
  const users = self.users;
  for (let number: u32 = 0; number < users.size; number++)
    store<u32>(counts + 4 * number, users.rowsOf(number));
}
