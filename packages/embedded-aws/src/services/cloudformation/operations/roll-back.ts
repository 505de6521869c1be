import { cloudFormationAction, onStack, onStackWithRole } from '../cloudformation-action';
import {
  CLIENT_REQUEST_TOKEN,
  DEPLOYMENT_FIELDS,
  ROLE_ARN,
  STACK_REFERENCE,
} from '../deployment/deployment-fields';
import { assumeRole } from '../engine/assume-role';
import { runInBackground } from '../engine/run-in-background';
import { rollBackUpdate, rollBack } from '../engine/update-resources';
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

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ContinueUpdateRollback.html */
export const continueUpdateRollback = cloudFormationAction({
  input: {
    StackName: STACK_REFERENCE,
    RoleARN: ROLE_ARN,
    ResourcesToSkip: { type: 'list', of: { type: 'string' } },
    ClientRequestToken: CLIENT_REQUEST_TOKEN,
  },
  permissions: onStackWithRole('cloudformation:ContinueUpdateRollback'),
  run: ({ StackName, RoleARN, ResourcesToSkip = [], ClientRequestToken }, store, { caller }) => {
    const stack = store.mustFind(StackName);
    if (stack.status !== 'UPDATE_ROLLBACK_FAILED')
      throw validationError(
        `Stack:${stack.id} is in ${stack.status} state and can not continue its rollback.`,
      );
    if (RoleARN !== undefined) assumeRole(RoleARN, store.platform);
    stack.useRole(RoleARN);
    runInBackground(stack, ClientRequestToken, () =>
      rollBackUpdate(store.parts, stack, caller, 'User Initiated', ResourcesToSkip),
    );
    return {};
  },
});

/**
 * Rolls back a stack that failed with rollback disabled.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_RollbackStack.html
 */
export const rollbackStack = cloudFormationAction({
  input: {
    StackName: STACK_REFERENCE,
    RoleARN: ROLE_ARN,
    RetainExceptOnCreate: { type: 'boolean' },
    DeploymentConfig: DEPLOYMENT_FIELDS.DeploymentConfig,
    ClientRequestToken: CLIENT_REQUEST_TOKEN,
  },
  permissions: onStackWithRole('cloudformation:RollbackStack'),
  run: ({ StackName, RoleARN, RetainExceptOnCreate = false, ClientRequestToken }, store, { caller }) => {
    const stack = store.mustFind(StackName);
    if (!['CREATE_FAILED', 'UPDATE_FAILED'].includes(stack.status))
      throw validationError(`RollbackStack cannot be called from current stack status ${stack.status}`);
    if (RoleARN !== undefined) assumeRole(RoleARN, store.platform);
    stack.useRole(RoleARN);
    stack.retainsExceptOnCreate = RetainExceptOnCreate;
    runInBackground(stack, ClientRequestToken, () => rollBack(store.parts, stack, caller, 'User Initiated'));
    return { StackId: stack.id };
  },
});
