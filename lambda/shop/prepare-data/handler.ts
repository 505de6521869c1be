import { S3Client } from '@aws-sdk/client-s3';
import { stackView } from '../resources/stack-view';
import { preparedDataHandler } from './prepared-data';
import { sourceOf } from './source-of';

/** Entry point of the function of this custom resource. */
export const onEvent = preparedDataHandler(
  {
    s3: new S3Client({}),
    stack: stackView(),
    logGroup: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
  },
  sourceOf,
);
