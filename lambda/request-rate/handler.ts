import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import type {
  BoundedRecommenders,
  RequestRateEnvironment,
} from '@ecommerce-recommenders/shop-data/contracts/functions/request-rate';
import { STACK_CLIENT, stackStatus } from '../shop/resources/stack-view';
import { handlerLogger } from '../shop/functions/handler-logger';
import { followUse } from './follow-use';

const env = process.env as unknown as RequestRateEnvironment;
const cloudFormation = new CloudFormationClient(STACK_CLIENT);

/** Entry point of the function that EventBridge calls every hour. */
export const follow = followUse({
  personalize: new PersonalizeClient({}),
  cloudWatch: new CloudWatchClient({}),
  stackStatus: () => stackStatus(cloudFormation, env.STACK_ID),
  stackName: env.STACK_NAME,
  recommenders: JSON.parse(env.RECOMMENDERS) as BoundedRecommenders,
  users: Number(env.USERS),
  now: Date.now,
  logger: handlerLogger(),
});
