import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { abandonment, rollback, STACK_LOOKS } from '../resources/abandonment';
import { providerHandlers } from '../resources/provider-handlers';
import { WITHIN_A_POLL } from '../resources/within-a-poll';
import { datasetImport } from './dataset-import';

const cloudFormation = new CloudFormationClient(STACK_LOOKS);

/** Entry points of the two functions of this custom resource. */
export const { onEvent, isComplete } = providerHandlers(
  datasetImport(new PersonalizeClient(WITHIN_A_POLL), abandonment(cloudFormation), rollback(cloudFormation)),
  { logGroup: process.env.AWS_LAMBDA_LOG_GROUP_NAME },
);
