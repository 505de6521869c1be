import { cloudFormationAction, onStackWithRole, onStack } from '../cloudformation-action';
import { CLIENT_REQUEST_TOKEN, DEPLOYMENT_FIELDS, STACK_REFERENCE } from '../deployment/deployment-fields';
import { prepareDeployment, refuseChangedTypes } from '../deployment/prepare-deployment';
import { refuseUpdateWhile } from '../deployment/refuse-update-while';
import { planChanges } from '../engine/plan-changes';
import { runInBackground } from '../engine/run-in-background';
import { updateResources } from '../engine/update-resources';
import { validationError } from '../template/template-error';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_UpdateStack.html */
export const updateStack = cloudFormationAction({
  input: {
    ...DEPLOYMENT_FIELDS,
    StackName: STACK_REFERENCE,
    UsePreviousTemplate: { type: 'boolean' },
    DisableRollback: { type: 'boolean' },
    RetainExceptOnCreate: { type: 'boolean' },
    ClientRequestToken: CLIENT_REQUEST_TOKEN,
  },
  permissions: onStackWithRole('cloudformation:UpdateStack'),
  run: async (input, store, call) => {
    const stack = store.mustFind(input.StackName);
    refuseUpdateWhile(stack);
    const deployment = await prepareDeployment(input, stack, store, call);
    refuseUpdateWhile(stack);
    refuseChangedTypes(stack, deployment);
    if (planChanges(stack, deployment, store.parts.exports).isEmpty)
      throw validationError('No updates are to be performed.');
    const keepsFailed = input.DisableRollback ?? input.DeploymentConfig?.DisableRollback;
    stack.onFailure = keepsFailed ? 'DO_NOTHING' : 'ROLLBACK';
    stack.retainsExceptOnCreate = input.RetainExceptOnCreate ?? false;
    stack.outdateChangeSets();
    runInBackground(stack, input.ClientRequestToken, (abort) =>
      updateResources(store.parts, stack, deployment, call.caller, abort),
    );
    return { StackId: stack.id };
  },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_UpdateTerminationProtection.html */
export const updateTerminationProtection = cloudFormationAction({
  input: { StackName: STACK_REFERENCE, EnableTerminationProtection: { type: 'boolean', required: true } },
  permissions: onStack('cloudformation:UpdateTerminationProtection'),
  run: ({ StackName, EnableTerminationProtection }, store) => {
    const stack = store.mustFind(StackName);
    stack.terminationProtection = EnableTerminationProtection;
    return { StackId: stack.id };
  },
});
