import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { S3Client } from '@aws-sdk/client-s3';
import { abandonment, STACK_LOOKS, untilKnown } from '../resources/abandonment';
import { preparedDataHandler } from './prepared-data';
import { sourceOf } from './source-of';

/** Entry point of the function of this custom resource. */
export const onEvent = preparedDataHandler(
  {
    s3: new S3Client({}),
    isAbandoned: untilKnown(abandonment(new CloudFormationClient(STACK_LOOKS))),
    logGroup: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
  },
  sourceOf,
);
