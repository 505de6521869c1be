import { cloudFormationAction, onStack } from '../cloudformation-action';
import { CHANGE_SET_REFERENCE } from './describe-change-set';

/**
 * Deletes a change set; one that does not exist is no error.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteChangeSet.html
 */
export const deleteChangeSet = cloudFormationAction({
  input: CHANGE_SET_REFERENCE,
  permissions: onStack('cloudformation:DeleteChangeSet'),
  run: ({ ChangeSetName, StackName }, store) => {
    const found = store.findChangeSet(ChangeSetName, StackName);
    found?.stack.changeSets.delete(found.changeSet.name);
    return {};
  },
});
