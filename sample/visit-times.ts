import { createPrng } from './prng';
import { WEEKS } from './seasons';
import type { User } from './user';
import { weightedChoice } from './weighted-choice';

const SEED = 4;

/** Monday, 1 June 2026, 00:00 UTC, in Unix seconds. */
const FIRST_DAY = Date.UTC(2026, 5, 1) / 1000;
const HOUR = 3600;
const DAY = 24 * HOUR;

/** How busy the shop is from Monday to Sunday, and from midnight on. */
const BY_WEEKDAY = [10, 9, 9, 10, 11, 14, 15];
const BY_HOUR = [3, 2, 1, 1, 1, 2, 4, 6, 8, 9, 10, 11, 13, 12, 10, 10, 11, 12, 14, 17, 19, 18, 12, 7];

/** One user coming to the shop once. */
export interface Visit {
  readonly user: User;
  /** Unix seconds. */
  readonly start: number;
  /** 0 to below {@link WEEKS}. */
  readonly week: number;
}

/** All visits, the earliest first. */
export function visitTimes(users: readonly User[]): Visit[] {
  const random = createPrng(SEED);
  const chooseDay = weightedChoice(BY_WEEKDAY);
  const chooseHour = weightedChoice(BY_HOUR);
  return users
    .flatMap((user) =>
      Array.from({ length: user.visits }, () => {
        const week = random.below(WEEKS);
        const day = 7 * week + chooseDay(random);
        const start = FIRST_DAY + day * DAY + chooseHour(random) * HOUR + random.below(HOUR);
        return { user, start, week };
      }),
    )
    .sort((one, other) => one.start - other.start || one.user.id - other.user.id);
}
