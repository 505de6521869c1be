import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { abandonment, rollback, STACK_LOOKS } from '../../shop/resources/abandonment';
import { providerHandlers } from '../../shop/resources/provider-handlers';
import { batchRun } from './batch-run';

const cloudFormation = new CloudFormationClient(STACK_LOOKS);

/** Entry points of the two functions of this custom resource. */
export const { onEvent, isComplete } = providerHandlers(
  batchRun({
    personalize: new PersonalizeClient({}),
    sfn: new SFNClient({}),
    s3: new S3Client({}),
    isAbandoned: abandonment(cloudFormation),
    isRollingBack: rollback(cloudFormation),
    now: Date.now,
  }),
  { logGroup: process.env.AWS_LAMBDA_LOG_GROUP_NAME },
);
