import { onMember } from '../../authorization/permission';
import { statesAction } from './states-action';
import { ARN } from './states-shapes';

/**
 * Executions that run end at their next transition. That there is no such state machine is no error.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteStateMachine.html
 */
export const deleteStateMachine = statesAction({
  input: { stateMachineArn: ARN },
  permissions: onMember('states:DeleteStateMachine', 'stateMachineArn'),
  run: ({ stateMachineArn }, store) => {
    store.removeMachine(stateMachineArn);
    return {};
  },
});
