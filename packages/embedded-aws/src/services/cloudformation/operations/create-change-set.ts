import { AwsError } from '../../../aws-error';
import { cloudFormationAction, onStackWithRole } from '../cloudformation-action';
import { DEPLOYMENT_FIELDS, NEW_STACK_NAME } from '../deployment/deployment-fields';
import { prepareDeployment, refuseChangedTypes } from '../deployment/prepare-deployment';
import { refuseUpdateWhile } from '../deployment/refuse-update-while';
import { planChanges } from '../engine/plan-changes';
import type { Stack } from '../engine/stack';
import { validationError } from '../template/template-error';

/** The CDK CLI recognizes a deployment without changes by these words. */
const NO_CHANGES =
  "The submitted information didn't contain changes. Submit different information to create a change set.";

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html */
export const createChangeSet = cloudFormationAction({
  input: {
    ...DEPLOYMENT_FIELDS,
    StackName: { type: 'string', required: true, min: 1 },
    ChangeSetName: NEW_STACK_NAME,
    ChangeSetType: { type: 'string', subset: ['CREATE', 'UPDATE'] },
    UsePreviousTemplate: { type: 'boolean' },
    Description: { type: 'string', min: 1, max: 1024 },
    OnStackFailure: { type: 'string', enum: ['DO_NOTHING', 'ROLLBACK', 'DELETE'] },
    // Accepted for AWS's idempotent retries; here a request arrives once.
    ClientToken: { type: 'string', min: 1, max: 128 },
    // Nested stacks get no change sets; existing resources are never imported: creating them fails.
    IncludeNestedStacks: { type: 'boolean' },
    ImportExistingResources: { type: 'boolean' },
  },
  permissions: onStackWithRole('cloudformation:CreateChangeSet'),
  run: async (input, store, call) => {
    const { StackName, ChangeSetName, ChangeSetType: type = 'UPDATE' } = input;
    const existing = store.find(StackName);
    refuseUnfit(existing, type, input);
    const subject = existing ?? { id: store.arn('stack', StackName), name: StackName };
    const deployment = await prepareDeployment(input, subject, store, call);
    const stack = existing ?? store.find(StackName) ?? store.create(StackName, subject.id);
    refuseChangedTypes(stack, deployment);
    if (stack.changeSets.has(ChangeSetName))
      throw new AwsError('AlreadyExistsException', `ChangeSet ${ChangeSetName} already exists`);
    if (!existing) stack.setStatus('REVIEW_IN_PROGRESS', 'User Initiated');

    const { changes, isEmpty } = planChanges(stack, deployment, store.parts.exports);
    const id = store.arn('changeSet', ChangeSetName);
    stack.changeSets.set(ChangeSetName, {
      id,
      name: ChangeSetName,
      type,
      description: input.Description,
      createdMs: stack.nextMs(),
      deployment,
      changes,
      status: isEmpty ? 'FAILED' : 'CREATE_COMPLETE',
      statusReason: isEmpty ? NO_CHANGES : undefined,
      executionStatus: isEmpty ? 'UNAVAILABLE' : 'AVAILABLE',
      onStackFailure: input.OnStackFailure,
      disableRollback: input.DeploymentConfig?.DisableRollback,
      includeNestedStacks: input.IncludeNestedStacks,
      importExistingResources: input.ImportExistingResources,
    });
    return { Id: id, StackId: stack.id };
  },
});

function refuseUnfit(
  stack: Stack | undefined,
  type: 'CREATE' | 'UPDATE',
  { StackName: name, ChangeSetName }: { readonly StackName: string; readonly ChangeSetName: string },
): void {
  if (type === 'UPDATE') {
    if (!stack) throw validationError(`Stack [${name}] does not exist`);
    return refuseUpdateWhile(stack);
  }
  if (stack?.status === 'REVIEW_IN_PROGRESS') return;
  if (stack)
    throw validationError(
      `Stack [${name}] already exists and cannot be created again with the changeSet [${ChangeSetName}].`,
    );
  if (!new RegExp(`^${NEW_STACK_NAME.pattern.source}$`).test(name))
    throw validationError(
      `1 validation error detected: Value '${name}' at 'stackName' failed to satisfy constraint: ` +
        `Member must satisfy regular expression pattern: ${NEW_STACK_NAME.pattern.source}`,
    );
}
