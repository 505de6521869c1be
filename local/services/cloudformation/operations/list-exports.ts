import { onAnything } from '../../../authorization/permission';
import { byKey, pageOf } from '../../../gateway/page';
import { cloudFormationAction } from '../cloudformation-action';
import { NEXT_TOKEN, PAGE_SIZE } from './next-token';

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
