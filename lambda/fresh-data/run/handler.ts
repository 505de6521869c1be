import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { SFNClient } from '@aws-sdk/client-sfn';
import { abandonment, STACK_LOOKS } from '../../shop/resources/abandonment';
import { providerHandlers } from '../../shop/resources/provider-handlers';
import { freshDataRun } from './fresh-data-run';

/** Entry points of the two functions of this custom resource. */
export const { onEvent, isComplete } = providerHandlers(
  freshDataRun({
    sfn: new SFNClient({}),
    isAbandoned: abandonment(new CloudFormationClient(STACK_LOOKS)),
  }),
  { logGroup: process.env.AWS_LAMBDA_LOG_GROUP_NAME },
);
