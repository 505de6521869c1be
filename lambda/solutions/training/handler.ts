import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { providerHandlers } from '../../shop/resources/provider-handlers';
import { WITHIN_A_POLL } from '../../shop/resources/within-a-poll';
import { solutionTraining } from './solution-training';

/** Entry points of the two functions of this custom resource. */
export const { onEvent, isComplete } = providerHandlers(
  solutionTraining(new PersonalizeClient(WITHIN_A_POLL)),
  {
    logGroup: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
  },
);
