import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { providerHandlers } from '../resources/provider-handlers';
import { stackView } from '../resources/stack-view';
import { WITHIN_A_POLL } from '../resources/within-a-poll';
import { sweep } from './sweep';

const stack = stackView();

/** Entry points of the two functions of this custom resource. */
export const { onEvent, isComplete } = providerHandlers(sweep(new PersonalizeClient(WITHIN_A_POLL), stack), {
  stack,
  logGroup: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
});
