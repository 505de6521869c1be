import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { providerHandlers } from '../resources/provider-handlers';
import { stackView } from '../resources/stack-view';
import { WITHIN_A_POLL } from '../resources/within-a-poll';
import { training } from './training';

/** Entry points of the two functions of this custom resource. Its Delete deletes nothing. */
export const { onEvent, isComplete } = providerHandlers(
  training(new PersonalizeClient(WITHIN_A_POLL), stackView()),
  { logGroup: process.env.AWS_LAMBDA_LOG_GROUP_NAME },
);
