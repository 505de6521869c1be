import { onAnything } from '../../authorization/permission';
import { snsAction } from './sns-action';
import { snsPage } from './sns-page';
import { NEXT_TOKEN } from './sns-shapes';

/** @see https://docs.aws.amazon.com/sns/latest/api/API_ListTopics.html */
export const listTopics = snsAction({
  input: { NextToken: NEXT_TOKEN },
  permissions: onAnything('sns:ListTopics'),
  run: ({ NextToken }, store) => {
    const { items, nextToken } = snsPage(store.list(), NextToken);
    return { Topics: items.map(({ arn }) => ({ TopicArn: arn })), NextToken: nextToken };
  },
});
