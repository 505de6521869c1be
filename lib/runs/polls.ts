import { Duration } from 'aws-cdk-lib';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { INVOCATION_MINUTES } from '@ecommerce-recommenders/shop-data/contracts/functions/run-patience';

/** Maximum number of polls. A poll takes nine of the 25,000 events that an execution may have, or more if its step is retried. */
const MAX_POLLS = 240;

/** Polling interval: a minute, or longer if that many polls would exceed the limit of events. */
const intervalOf = (hours: number): Duration =>
  Duration.minutes(Math.max(1, Math.ceil((hours * 60) / MAX_POLLS)));

/**
 * Waits between two polls. The state's comment says how long the step may be repeated.
 *
 * @param interval - between two polls; by default it depends on the hours
 */
export const pollAgain = (
  scope: Construct,
  id: string,
  hours: number,
  interval = intervalOf(hours),
): sfn.Wait =>
  new sfn.Wait(scope, id, {
    time: sfn.WaitTime.duration(interval),
    comment: `For ${hours} h at most`,
  });

/** Comment of a step that resumes where it stopped. */
export const limitInWords = (hours: number): string =>
  `For ${hours} h at most, ${INVOCATION_MINUTES} min per invocation`;
