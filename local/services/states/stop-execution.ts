import { onMember } from '../../authorization/permission';
import { statesAction } from './states-action';
import { ARN } from './states-shapes';

/**
 * What has ended stays as it is.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StopExecution.html
 */
export const stopExecution = statesAction({
  input: {
    executionArn: ARN,
    error: { type: 'string', max: 256 },
    cause: { type: 'string', max: 32_768 },
  },
  permissions: onMember('states:StopExecution', 'executionArn'),
  run: ({ executionArn, error, cause }, store) => {
    const execution = store.mustFindExecution(executionArn);
    execution.stop(error, cause);
    return { stopDate: execution.stopDate };
  },
});
