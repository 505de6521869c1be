import { onAnything } from '../../../authorization/permission';
import { byKey, pageOf } from '../../../gateway/page';
import { cloudFormationAction } from '../cloudformation-action';
import type { Stack } from '../engine/stack';

/** Token of a following page. */
export const NEXT_TOKEN = { type: 'string', min: 1, max: 1024 } as const;

/** CloudFormation's page size. */
export const PAGE_SIZE = 100;

/** The latest detection of drift, as in answers. */
export const describeDrift = ({ drift }: Stack): object => ({
  StackDriftStatus: drift?.status ?? 'NOT_CHECKED',
  LastCheckTimestamp: drift && new Date(drift.checkedMs),
});

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
        DriftInformation: describeDrift(stack),
      })),
      NextToken: page.nextToken,
    };
  },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListExports.html */
export const listExports = cloudFormationAction({
  input: { NextToken: NEXT_TOKEN },
  permissions: onAnything('cloudformation:ListExports'),
  run: ({ NextToken: token }, store) => {
    const sorted = store
      .list()
      .filter(({ exists }) => exists)
      .flatMap(({ id, outputs }) =>
        outputs.flatMap(({ exportName, value }) =>
          exportName === undefined ? [] : [{ ExportingStackId: id, Name: exportName, Value: value }],
        ),
      )
      .sort(byKey(({ Name }) => Name));
    const page = pageOf(sorted, ({ Name }) => Name, { size: PAGE_SIZE, token }, 'ValidationError');
    return { Exports: page.items, NextToken: page.nextToken };
  },
});
