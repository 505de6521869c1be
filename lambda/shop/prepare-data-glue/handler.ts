import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { GlueClient } from '@aws-sdk/client-glue';
import { S3Client } from '@aws-sdk/client-s3';
import { abandonment, STACK_LOOKS } from '../resources/abandonment';
import { providerHandlers } from '../resources/provider-handlers';
import { gluePreparation } from './glue-preparation';

/** Entry points of the two functions of this custom resource. */
export const { onEvent, isComplete } = providerHandlers(
  gluePreparation({
    glue: new GlueClient({}),
    s3: new S3Client({}),
    isAbandoned: abandonment(new CloudFormationClient(STACK_LOOKS)),
  }),
  { logGroup: process.env.AWS_LAMBDA_LOG_GROUP_NAME },
);
