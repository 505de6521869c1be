import { WEEKDAYS, type RunningHours } from '@ecommerce-recommenders/shop-data/contracts/running-hours';
import type { ShopAccount } from '../storm/shop-account';

/** Running hours that begin and end every day. */
export const DAYTIME: RunningHours = {
  days: WEEKDAYS,
  from: '08:00',
  to: '20:00',
  timeZone: 'UTC',
  holidays: [],
};

const DAY_MS = 86_400_000;

/**
 * Lets one day's running hours, {@link DAYTIME}, end and the next day's begin, without any requests.
 * One earlier request makes idleness observable: metrics exist only after the first.
 */
export async function dayOfPauses(account: ShopAccount): Promise<void> {
  const { aws } = account;
  for (const { recommenderArn, status } of await account.recommenders())
    if (status === 'ACTIVE')
      await account.runtime.getRecommendations({ recommenderArn, userId: 'u1', itemId: 'i1' });
  for (const [hour, wanted] of [
    [20, 'INACTIVE'],
    [8, 'ACTIVE'],
    [14, 'INACTIVE'],
  ] as const) {
    const turnMs = (hour * 3_600_000 - (aws.clock.now() % DAY_MS) + DAY_MS) % DAY_MS;
    await aws.clock.advance(turnMs + 60_000);
    await account.until(async () => (await account.recommenders()).every(({ status }) => status === wanted));
    // They may be in that state before the schedule's own call, which comes late if the clock is turned further.
    await account.rest();
  }
}
