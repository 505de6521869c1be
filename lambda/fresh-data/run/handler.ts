import { SFNClient } from '@aws-sdk/client-sfn';
import { providerHandlers } from '../../shop/resources/provider-handlers';
import { stackView } from '../../shop/resources/stack-view';
import { freshDataRun } from './fresh-data-run';

/** Entry points of the two functions of this custom resource. Its Delete deletes nothing. */
export const { onEvent, isComplete } = providerHandlers(
  freshDataRun({ sfn: new SFNClient({}), stack: stackView() }),
  { logGroup: process.env.AWS_LAMBDA_LOG_GROUP_NAME },
);
