import { AwsError } from '../../../aws-error';
import { cloudFormationAction, onStackWithRole } from '../cloudformation-action';
import { CLIENT_REQUEST_TOKEN, DEPLOYMENT_FIELDS, NEW_STACK_NAME } from '../deployment/deployment-fields';
import { prepareDeployment } from '../deployment/prepare-deployment';
import { createResources } from '../engine/create-resources';
import { runInBackground } from '../engine/run-in-background';
import { validationError } from '../template/template-error';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html */
export const createStack = cloudFormationAction({
  input: {
    ...DEPLOYMENT_FIELDS,
    StackName: NEW_STACK_NAME,
    DisableRollback: { type: 'boolean' },
    RetainExceptOnCreate: { type: 'boolean' },
    OnFailure: { type: 'string', enum: ['DO_NOTHING', 'ROLLBACK', 'DELETE'] },
    TimeoutInMinutes: { type: 'integer', min: 1 },
    EnableTerminationProtection: { type: 'boolean' },
    ClientRequestToken: CLIENT_REQUEST_TOKEN,
  },
  permissions: onStackWithRole('cloudformation:CreateStack'),
  run: async (input, store, call) => {
    const { StackName, DisableRollback, OnFailure, DeploymentConfig } = input;
    if (DisableRollback !== undefined && OnFailure !== undefined)
      throw validationError('Only one of DisableRollback and OnFailure can be specified');
    refuseExisting(store.find(StackName) !== undefined, StackName);
    const id = store.arn('stack', StackName);
    const deployment = await prepareDeployment(input, { id, name: StackName }, store, call);
    refuseExisting(store.find(StackName) !== undefined, StackName);
    const stack = store.create(StackName, id);
    const keepsFailed = DisableRollback ?? DeploymentConfig?.DisableRollback;
    stack.onFailure = OnFailure ?? (keepsFailed ? 'DO_NOTHING' : 'ROLLBACK');
    stack.retainsExceptOnCreate = input.RetainExceptOnCreate ?? false;
    stack.timeoutInMinutes = input.TimeoutInMinutes;
    stack.terminationProtection = input.EnableTerminationProtection ?? false;
    runInBackground(stack, input.ClientRequestToken, (abort) =>
      createResources(store.parts, stack, deployment, call.caller, abort),
    );
    return { StackId: stack.id };
  },
});

function refuseExisting(exists: boolean, name: string): void {
  if (exists) throw new AwsError('AlreadyExistsException', `Stack [${name}] already exists`);
}
