import { AwsError } from '../../../aws-error';
import { byKey, pageOf } from '../../../gateway/page';
import { cloudFormationAction, onStack } from '../cloudformation-action';
import { CLIENT_REQUEST_TOKEN, STACK_REFERENCE } from '../deployment/deployment-fields';
import { refuseUpdateWhile } from '../deployment/refuse-update-while';
import { createResources } from '../engine/create-resources';
import { runInBackground } from '../engine/run-in-background';
import { updateResources } from '../engine/update-resources';
import { CHANGE_SET_REFERENCE, changeSetSummary } from './describe-change-set';
import { NEXT_TOKEN, PAGE_SIZE } from './list-stacks';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ExecuteChangeSet.html */
export const executeChangeSet = cloudFormationAction({
  input: {
    ...CHANGE_SET_REFERENCE,
    DisableRollback: { type: 'boolean' },
    RetainExceptOnCreate: { type: 'boolean' },
    ClientRequestToken: CLIENT_REQUEST_TOKEN,
  },
  permissions: onStack('cloudformation:ExecuteChangeSet'),
  run: (input, store, { caller }) => {
    const { stack, changeSet } = store.mustFindChangeSet(input.ChangeSetName, input.StackName);
    if (changeSet.executionStatus !== 'AVAILABLE')
      throw new AwsError(
        'InvalidChangeSetStatus',
        `ChangeSet [${changeSet.id}] cannot be executed in its current ` +
          (changeSet.status === 'FAILED'
            ? 'status of [FAILED]'
            : `execution status of [${changeSet.executionStatus}]`),
      );
    const isNew = stack.status === 'REVIEW_IN_PROGRESS';
    if (!isNew) refuseUpdateWhile(stack);
    changeSet.executionStatus = 'EXECUTE_IN_PROGRESS';
    // The other change sets are stale.
    stack.changeSets.clear();
    stack.executedChangeSets.push(changeSet);
    stack.changeSetId = changeSet.id;
    const keepsFailed = input.DisableRollback ?? changeSet.disableRollback;
    stack.onFailure = changeSet.onStackFailure ?? (keepsFailed ? 'DO_NOTHING' : 'ROLLBACK');
    stack.retainsExceptOnCreate = input.RetainExceptOnCreate ?? false;
    const { deployment } = changeSet;
    // For a stack created by a change set, AWS reports the time of its execution.
    if (isNew) stack.updatedMs = stack.nextMs();
    const deploy = isNew ? createResources : updateResources;
    runInBackground(stack, input.ClientRequestToken, async (abort) => {
      await deploy(store.parts, stack, deployment, caller, abort);
      changeSet.executionStatus = stack.lastGood === deployment ? 'EXECUTE_COMPLETE' : 'EXECUTE_FAILED';
    });
    return {};
  },
});

/**
 * Idempotent.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteChangeSet.html
 */
export const deleteChangeSet = cloudFormationAction({
  input: CHANGE_SET_REFERENCE,
  permissions: onStack('cloudformation:DeleteChangeSet'),
  run: ({ ChangeSetName, StackName }, store) => {
    const found = store.findChangeSet(ChangeSetName, StackName);
    if (found?.stack.changeSets.get(found.changeSet.name) === found?.changeSet)
      found?.stack.changeSets.delete(found.changeSet.name);
    return {};
  },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListChangeSets.html */
export const listChangeSets = cloudFormationAction({
  input: { StackName: STACK_REFERENCE, NextToken: NEXT_TOKEN },
  permissions: onStack('cloudformation:ListChangeSets'),
  run: ({ StackName, NextToken: token }, store) => {
    const stack = store.mustFind(StackName);
    const sorted = [...stack.changeSets.values()].sort(byKey(({ name }) => name));
    const page = pageOf(sorted, ({ name }) => name, { size: PAGE_SIZE, token }, 'ValidationError');
    return {
      Summaries: page.items.map((changeSet) => changeSetSummary(stack, changeSet)),
      NextToken: page.nextToken,
    };
  },
});
