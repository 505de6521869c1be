import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { providerHandlers } from '../../shop/resources/provider-handlers';
import { stackView } from '../../shop/resources/stack-view';
import { listsRun } from './lists-run';

const stack = stackView();

/** Entry points of the two functions of this custom resource. */
export const { onEvent, isComplete } = providerHandlers(
  listsRun({
    personalize: new PersonalizeClient({}),
    sfn: new SFNClient({}),
    s3: new S3Client({}),
    stack,
    now: Date.now,
  }),
  { stack, logGroup: process.env.AWS_LAMBDA_LOG_GROUP_NAME },
);
