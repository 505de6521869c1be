import { GlueClient } from '@aws-sdk/client-glue';
import { S3Client } from '@aws-sdk/client-s3';
import { providerHandlers } from '../../shop/resources/provider-handlers';
import { stackView } from '../../shop/resources/stack-view';
import { gluePreparation } from './glue-preparation';

const stack = stackView();
const preparation = gluePreparation({ glue: new GlueClient({}), s3: new S3Client({}), stack });

/** Entry points of the two functions of this custom resource. */
export const { onEvent, isComplete } = providerHandlers(() => preparation, {
  stack,
  logGroup: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
});
