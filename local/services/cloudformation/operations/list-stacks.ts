import { onAnything } from '../../../authorization/permission';
import { byKey, pageOf } from '../../../gateway/page';
import { cloudFormationAction } from '../cloudformation-action';
import { NEXT_TOKEN, PAGE_SIZE } from './next-token';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStacks.html */
export const listStacks = cloudFormationAction({
  input: { NextToken: NEXT_TOKEN, StackStatusFilter: { type: 'list', of: { type: 'string' } } },
  permissions: onAnything('cloudformation:ListStacks'),
  run: ({ NextToken: token, StackStatusFilter: statuses = [] }, store) => {
    const sorted = store
      .list()
      .filter(({ status }) => statuses.length === 0 || statuses.includes(status))
      .sort(byKey(({ id }) => id));
    const page = pageOf(sorted, ({ id }) => id, { size: PAGE_SIZE, token }, 'ValidationError');
    return {
      StackSummaries: page.items.map((stack) => ({
        StackId: stack.id,
        StackName: stack.name,
        TemplateDescription: stack.deployment?.target.template.description,
        CreationTime: new Date(stack.createdMs),
        LastUpdatedTime: stack.updatedMs === undefined ? undefined : new Date(stack.updatedMs),
        DeletionTime: stack.deletedMs === undefined ? undefined : new Date(stack.deletedMs),
        StackStatus: stack.status,
        StackStatusReason: stack.statusReason,
        DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
      })),
      NextToken: page.nextToken,
    };
  },
});
