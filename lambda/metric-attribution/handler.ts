import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { abandonment, STACK_LOOKS } from '../shop/resources/abandonment';
import { providerHandlers } from '../shop/resources/provider-handlers';
import { WITHIN_A_POLL } from '../shop/resources/within-a-poll';
import { metricAttribution } from './metric-attribution';

/** Entry points of the two functions of this custom resource. */
export const { onEvent, isComplete } = providerHandlers(
  metricAttribution(new PersonalizeClient(WITHIN_A_POLL), abandonment(new CloudFormationClient(STACK_LOOKS))),
  { logGroup: process.env.AWS_LAMBDA_LOG_GROUP_NAME },
);
