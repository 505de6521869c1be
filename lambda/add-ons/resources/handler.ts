import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { BATCH_RUN_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/batch-run';
import { CAMPAIGN_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/campaign';
import { EVENT_TRACKER_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/event-tracker';
import { FILTER_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/filter';
import { FRESH_DATA_RUN_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/fresh-data-run';
import { LISTS_RUN_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/lists-run';
import { METRIC_ATTRIBUTION_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/metric-attribution';
import {
  SOLUTION_TRAINING_TYPE,
  SOLUTION_TYPE,
} from '@ecommerce-recommenders/shop-data/contracts/functions/solution';
import { byResourceType } from '../../shop/resources/by-resource-type';
import { providerHandlers } from '../../shop/resources/provider-handlers';
import { stackView } from '../../shop/resources/stack-view';
import { WITHIN_A_POLL } from '../../shop/resources/within-a-poll';

const client = new PersonalizeClient(WITHIN_A_POLL);
const stack = stackView();
/** Clients that start and stop the runs of state machines, and clean up after them. */
const runs = { personalize: client, sfn: new SFNClient({}), s3: new S3Client({}), stack, now: Date.now };

/** Entry points of the two functions of the custom resources of all add-ons. */
export const { onEvent, isComplete } = providerHandlers(
  byResourceType({
    [BATCH_RUN_TYPE]: () =>
      (require('../../batch/run/batch-run') as typeof import('../../batch/run/batch-run')).batchRun(runs),
    [CAMPAIGN_TYPE]: () =>
      (
        require('../../ranking/campaign/campaign') as typeof import('../../ranking/campaign/campaign')
      ).campaign(client, stack),
    [EVENT_TRACKER_TYPE]: () =>
      (
        require('../../event-tracker/event-tracker') as typeof import('../../event-tracker/event-tracker')
      ).eventTracker(client, stack),
    [FILTER_TYPE]: () =>
      (require('../../filters/filter') as typeof import('../../filters/filter')).filter(client, stack),
    [FRESH_DATA_RUN_TYPE]: () =>
      (
        require('../../fresh-data/run/fresh-data-run') as typeof import('../../fresh-data/run/fresh-data-run')
      ).freshDataRun(runs),
    [LISTS_RUN_TYPE]: () =>
      (require('../../lists/run/lists-run') as typeof import('../../lists/run/lists-run')).listsRun(runs),
    [METRIC_ATTRIBUTION_TYPE]: () =>
      (
        require('../../metric-attribution/metric-attribution') as typeof import('../../metric-attribution/metric-attribution')
      ).metricAttribution(client, stack),
    [SOLUTION_TYPE]: () =>
      (
        require('../../solutions/solution/solution') as typeof import('../../solutions/solution/solution')
      ).solution(client, stack),
    [SOLUTION_TRAINING_TYPE]: () =>
      (
        require('../../solutions/training/solution-training') as typeof import('../../solutions/training/solution-training')
      ).solutionTraining(client),
  }),
  { stack, logGroup: process.env.AWS_LAMBDA_LOG_GROUP_NAME },
);
