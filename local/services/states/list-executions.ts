import { onMember } from '../../authorization/permission';
import { pageOf } from '../../gateway/page';
import { descendingKey } from './numeric-key';
import { statesAction } from './states-action';
import { ARN, PAGE, PAGE_SIZE } from './states-shapes';

/**
 * Lists the executions of a state machine, the latest first.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html
 */
export const listExecutions = statesAction({
  input: {
    stateMachineArn: ARN,
    statusFilter: { type: 'string', enum: ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] },
    ...PAGE,
  },
  permissions: onMember('states:ListExecutions', 'stateMachineArn'),
  run: ({ stateMachineArn, statusFilter, maxResults, nextToken: token }, store) => {
    store.mustFindMachine(stateMachineArn);
    const latestFirst = store
      .executionsOf(stateMachineArn)
      .map((execution, at) => ({ execution, key: descendingKey(at) }))
      .filter(({ execution }) => !statusFilter || execution.status === statusFilter)
      .reverse();
    const { items, nextToken } = pageOf(
      latestFirst,
      ({ key }) => key,
      { size: maxResults || PAGE_SIZE, token },
      'InvalidToken',
    );
    const executions = items.map(({ execution: { executionArn, name, status, startDate, stopDate } }) => ({
      executionArn,
      stateMachineArn,
      name,
      status,
      startDate,
      stopDate,
      redriveCount: 0,
    }));
    return { executions, nextToken };
  },
});
