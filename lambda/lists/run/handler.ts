import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { abandonment, STACK_LOOKS } from '../../shop/resources/abandonment';
import { providerHandlers } from '../../shop/resources/provider-handlers';
import { listsRun } from './lists-run';

/** Entry points of the two functions of this custom resource. */
export const { onEvent, isComplete } = providerHandlers(
  listsRun({
    personalize: new PersonalizeClient({}),
    sfn: new SFNClient({}),
    s3: new S3Client({}),
    isAbandoned: abandonment(new CloudFormationClient(STACK_LOOKS)),
    now: Date.now,
  }),
  { logGroup: process.env.AWS_LAMBDA_LOG_GROUP_NAME },
);
