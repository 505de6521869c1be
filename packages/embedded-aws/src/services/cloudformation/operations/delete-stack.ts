import { cloudFormationAction, onStackWithRole } from '../cloudformation-action';
import {
  CLIENT_REQUEST_TOKEN,
  DEPLOYMENT_FIELDS,
  ROLE_ARN,
  STACK_REFERENCE,
} from '../deployment/deployment-fields';
import { deleteResources } from '../engine/delete-resources';
import { runInBackground } from '../engine/run-in-background';
import { validationError } from '../template/template-error';

/**
 * Deletes a stack; cancels its running operation. Idempotent.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteStack.html
 */
export const deleteStack = cloudFormationAction({
  input: {
    StackName: STACK_REFERENCE,
    RetainResources: { type: 'list', of: { type: 'string' } },
    RoleARN: ROLE_ARN,
    DeletionMode: { type: 'string', enum: ['STANDARD', 'FORCE_DELETE_STACK'] },
    DeploymentConfig: DEPLOYMENT_FIELDS.DeploymentConfig,
    ClientRequestToken: CLIENT_REQUEST_TOKEN,
  },
  permissions: onStackWithRole('cloudformation:DeleteStack'),
  run: (input, store, { caller }) => {
    const { RetainResources: retain = [], DeletionMode, RoleARN, ClientRequestToken } = input;
    const stack = store.find(input.StackName);
    if (!stack?.exists || stack.isBeingDeleted) return undefined;
    if (stack.terminationProtection)
      throw validationError(`Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`);
    const force = DeletionMode === 'FORCE_DELETE_STACK';
    if ((retain.length > 0 || force) && stack.status !== 'DELETE_FAILED')
      throw validationError(
        `Invalid operation on stack [${stack.id}]. ` +
          'RetainResources and FORCE_DELETE_STACK need a stack in DELETE_FAILED state.',
      );
    stack.useRole(RoleARN);
    const earlier = stack.running;
    runInBackground(stack, ClientRequestToken, async () => {
      stack.setStatus('DELETE_IN_PROGRESS', 'User Initiated');
      earlier?.cancel();
      await earlier?.done;
      await deleteResources(store.parts, stack, { caller, retain, force });
    });
    return undefined;
  },
});
