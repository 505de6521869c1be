import { AwsError } from '../../../aws-error';
import { cloudFormationAction, onStackWithRole } from '../cloudformation-action';
import { CLIENT_REQUEST_TOKEN, DEPLOYMENT_FIELDS, NEW_STACK_NAME } from '../deployment/deployment-fields';
import { prepareDeployment } from '../deployment/prepare-deployment';
import { createResources } from '../engine/create-resources';
import { runInBackground } from '../engine/run-in-background';
import type { Stack } from '../engine/stack';
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
    const inReview = store.find(StackName);
    refuseExisting(inReview);
    const id = inReview?.id ?? store.arn('stack', StackName);
    const deployment = await prepareDeployment(input, { id, name: StackName }, store, call);
    const stillInReview = store.find(StackName);
    refuseExisting(stillInReview);
    if (stillInReview !== inReview) throw alreadyExists(StackName);
    const stack = inReview ?? store.create(StackName, id);
    stack.outdateChangeSets();
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

/** A stack in REVIEW_IN_PROGRESS has a change set only, and may still be created. */
function refuseExisting(stack: Stack | undefined): void {
  if (stack && stack.status !== 'REVIEW_IN_PROGRESS') throw alreadyExists(stack.name);
}

const alreadyExists = (name: string): AwsError =>
  new AwsError('AlreadyExistsException', `Stack [${name}] already exists`);
