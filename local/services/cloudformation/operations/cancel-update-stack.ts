import { cloudFormationAction, onStack } from '../cloudformation-action';
import { CLIENT_REQUEST_TOKEN, STACK_REFERENCE } from '../deployment/deployment-fields';
import { validationError } from '../template/template-error';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CancelUpdateStack.html */
export const cancelUpdateStack = cloudFormationAction({
  input: { StackName: STACK_REFERENCE, ClientRequestToken: CLIENT_REQUEST_TOKEN },
  permissions: onStack('cloudformation:CancelUpdateStack'),
  run: ({ StackName }, store) => {
    const stack = store.mustFind(StackName);
    if (stack.status !== 'UPDATE_IN_PROGRESS')
      throw validationError(`CancelUpdateStack cannot be called from current stack status ${stack.status}`);
    stack.running?.cancel();
    return undefined;
  },
});
