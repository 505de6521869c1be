import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { providerHandlers } from '../shop/resources/provider-handlers';
import { stackView } from '../shop/resources/stack-view';
import { WITHIN_A_POLL } from '../shop/resources/within-a-poll';
import { filter } from './filter';

const stack = stackView();

/** Entry points of the two functions of this custom resource. */
export const { onEvent, isComplete } = providerHandlers(filter(new PersonalizeClient(WITHIN_A_POLL), stack), {
  stack,
  logGroup: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
});
