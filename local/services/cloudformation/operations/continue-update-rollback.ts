import { cloudFormationAction, onStackWithRole } from '../cloudformation-action';
import { CLIENT_REQUEST_TOKEN, STACK_REFERENCE } from '../deployment/deployment-fields';
import { runInBackground } from '../engine/run-in-background';
import { rollBackUpdate } from '../engine/update-resources';
import { validationError } from '../template/template-error';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ContinueUpdateRollback.html */
export const continueUpdateRollback = cloudFormationAction({
  input: {
    StackName: STACK_REFERENCE,
    ResourcesToSkip: { type: 'list', of: { type: 'string' } },
    ClientRequestToken: CLIENT_REQUEST_TOKEN,
  },
  permissions: onStackWithRole('cloudformation:ContinueUpdateRollback'),
  run: ({ StackName, ResourcesToSkip = [], ClientRequestToken }, store, { caller }) => {
    const stack = store.mustFind(StackName);
    if (stack.status !== 'UPDATE_ROLLBACK_FAILED')
      throw validationError(
        `Stack:${stack.id} is in ${stack.status} state and can not continue its rollback.`,
      );
    runInBackground(stack, ClientRequestToken, () =>
      rollBackUpdate(store.parts, stack, caller, 'User Initiated', ResourcesToSkip),
    );
    return {};
  },
});
