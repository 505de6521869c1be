import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { abandonment, STACK_LOOKS } from '../abandonment';
import { providerHandlers } from '../provider-handlers';
import { datasetImport } from './dataset-import';

/** Entry points of the two functions of this custom resource. */
export const { onEvent, isComplete } = providerHandlers(
  datasetImport(new PersonalizeClient({}), abandonment(new CloudFormationClient(STACK_LOOKS))),
  { logGroup: process.env.AWS_LAMBDA_LOG_GROUP_NAME },
);
