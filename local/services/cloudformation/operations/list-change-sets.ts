import { byKey, pageOf } from '../../../gateway/page';
import { cloudFormationAction, onStack } from '../cloudformation-action';
import { STACK_REFERENCE } from '../deployment/deployment-fields';
import { changeSetSummary } from './describe-change-set';
import { NEXT_TOKEN, PAGE_SIZE } from './next-token';

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
