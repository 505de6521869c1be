import { onMember } from '../../authorization/permission';
import { pageOf } from '../../gateway/page';
import { ascendingKey, descendingKey } from './numeric-key';
import { statesAction } from './states-action';
import { ARN, PAGE, PAGE_SIZE } from './states-shapes';

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html */
export const getExecutionHistory = statesAction({
  input: { executionArn: ARN, reverseOrder: { type: 'boolean' }, ...PAGE },
  permissions: onMember('states:GetExecutionHistory', 'executionArn'),
  run: ({ executionArn, reverseOrder = false, maxResults, nextToken: token }, store) => {
    const { events } = store.mustFindExecution(executionArn).history;
    const { items, nextToken } = pageOf(
      reverseOrder ? [...events].reverse() : events,
      ({ id }) => (reverseOrder ? descendingKey(id) : ascendingKey(id)),
      { size: maxResults || PAGE_SIZE, token },
      'InvalidToken',
    );
    return { events: items, nextToken };
  },
});
