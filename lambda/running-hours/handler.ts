import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import type { PausesEnvironment } from '@ecommerce-recommenders/shop-data/contracts/functions/pauses';
import type { RunningHours } from '@ecommerce-recommenders/shop-data/contracts/running-hours';
import { logged } from '../shop/functions/handler-logger';
import { pauses } from './pauses';

const env = process.env as unknown as PausesEnvironment;

/** Starts or stops recommenders according to the schedule. */
export const pause = logged(
  'pauses',
  pauses({
    personalize: new PersonalizeClient({}),
    cloudWatch: new CloudWatchClient({}),
    recommenderArns: JSON.parse(env.RECOMMENDER_ARNS) as string[],
    hours: JSON.parse(env.RUNNING_HOURS) as RunningHours | null,
    idleHours: Number(env.IDLE_HOURS),
    quietAlarms: JSON.parse(env.QUIET_ALARMS) as string[],
    now: Date.now,
  }),
);
