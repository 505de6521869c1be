import { cloudFormationAction, onStackWithRole } from '../cloudformation-action';
import { CLIENT_REQUEST_TOKEN, STACK_REFERENCE } from '../deployment/deployment-fields';
import { runInBackground } from '../engine/run-in-background';
import { rollBack } from '../engine/update-resources';
import { validationError } from '../template/template-error';

/**
 * Rolls back a stack whose deployment failed with rollback disabled.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_RollbackStack.html
 */
export const rollbackStack = cloudFormationAction({
  input: { StackName: STACK_REFERENCE, ClientRequestToken: CLIENT_REQUEST_TOKEN },
  permissions: onStackWithRole('cloudformation:RollbackStack'),
  run: ({ StackName, ClientRequestToken }, store, { caller }) => {
    const stack = store.mustFind(StackName);
    if (!['CREATE_FAILED', 'UPDATE_FAILED'].includes(stack.status))
      throw validationError(`RollbackStack cannot be called from current stack status ${stack.status}`);
    runInBackground(stack, ClientRequestToken, () => rollBack(store.parts, stack, caller, 'User Initiated'));
    return { StackId: stack.id };
  },
});
