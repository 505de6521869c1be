import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { abandonment, STACK_LOOKS } from '../resources/abandonment';
import { providerHandlers } from '../resources/provider-handlers';
import { WITHIN_A_POLL } from '../resources/within-a-poll';
import { datasetGroup } from './dataset-group';

/** Entry points of the two functions of this custom resource. */
export const { onEvent, isComplete } = providerHandlers(
  datasetGroup(new PersonalizeClient(WITHIN_A_POLL), abandonment(new CloudFormationClient(STACK_LOOKS))),
  { logGroup: process.env.AWS_LAMBDA_LOG_GROUP_NAME },
);
