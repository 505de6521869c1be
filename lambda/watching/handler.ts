import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import type {
  RankingArns,
  WatchedShelves,
  WatchEnvironment,
} from '@ecommerce-recommenders/shop-data/contracts/functions/watch';
import { handlerLogger } from '../shop/functions/handler-logger';
import { watch } from './watch';

const env = process.env as unknown as WatchEnvironment;

/** Entry point of the function that EventBridge calls every hour. */
export const handler = watch({
  personalize: new PersonalizeClient({}),
  cloudWatch: new CloudWatchClient({}),
  stackName: env.STACK_NAME,
  recommenderArns: JSON.parse(env.RECOMMENDER_ARNS) as Record<string, string>,
  datasetArns: JSON.parse(env.DATASET_ARNS) as string[],
  users: Number(env.USERS),
  ranking: env.RANKING_ARNS === undefined ? undefined : (JSON.parse(env.RANKING_ARNS) as RankingArns),
  shelves: env.SHELVES === undefined ? undefined : (JSON.parse(env.SHELVES) as WatchedShelves),
  now: Date.now,
  logger: handlerLogger(),
});
