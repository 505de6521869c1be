import { Personalize } from '@aws-sdk/client-personalize';
import { PersonalizeRuntime } from '@aws-sdk/client-personalize-runtime';
import { LOCAL_REGION } from 'embedded-aws/environment';
import { WEEKDAYS, type RunningHours } from '@ecommerce-recommenders/shop-data/contracts/running-hours';
import type { StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';

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
export async function dayOfPauses(account: StormAccount): Promise<void> {
  const { aws } = account;
  const config = { endpoint: aws.endpoint, region: LOCAL_REGION };
  const personalize = new Personalize(config);
  const runtime = new PersonalizeRuntime(config);
  const { recommenders: all = [] } = await personalize.listRecommenders({});
  for (const { recommenderArn, status } of all)
    if (status === 'ACTIVE') await runtime.getRecommendations({ recommenderArn, userId: 'u1', itemId: 'i1' });
  for (const [hour, wanted] of [
    [20, 'INACTIVE'],
    [8, 'ACTIVE'],
    [14, 'INACTIVE'],
  ] as const) {
    const turnMs = (hour * 3_600_000 - (aws.clock.now() % DAY_MS) + DAY_MS) % DAY_MS;
    await aws.clock.advance(turnMs + 60_000);
    await account.until(async () => {
      const { recommenders = [] } = await personalize.listRecommenders({});
      return recommenders.every(({ status }) => status === wanted);
    });
    // They may be in that state before the schedule's own call, which comes late if the clock is turned further.
    await account.rest();
  }
  personalize.destroy();
  runtime.destroy();
}
