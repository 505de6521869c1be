import { onMember } from '../../authorization/permission';
import { AwsError } from '../../aws-error';
import { MAX_DOCUMENT_LEVELS, parseBoundedJson } from '../../bounded-json';
import { pageOf } from '../../gateway/page';
import { checkName } from './state-machines';
import { statesAction } from './states-action';
import { ARN, NAME, PAGE, PAGE_SIZE } from './states-shapes';
import { refuseDeleting } from './states-store';

const MAX = 999_999_999;

/** Key in numeric order. */
const ascendingKey = (count: number): string => String(count).padStart(9, '0');

/** Key in reverse numeric order. */
const descendingKey = (count: number): string => ascendingKey(MAX - count);

/**
 * Idempotent: returns a running execution with the same name and input.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
export const startExecution = statesAction({
  input: {
    stateMachineArn: ARN,
    name: NAME,
    input: { type: 'string', max: 262_144 },
    // Accepted but unused: there is no tracing.
    traceHeader: { type: 'string', max: 256 },
  },
  permissions: onMember('states:StartExecution', 'stateMachineArn'),
  run: ({ stateMachineArn, name: givenName, input = '{}' }, store) => {
    const machine = store.mustFindMachine(stateMachineArn);
    refuseDeleting(machine);
    const name = givenName ?? store.platform.newId();
    checkName(name);
    checkInput(input);
    const executionArn = store.arnOf('execution', machine.name, name);
    const existing = store.findExecution(executionArn);
    if (existing && (existing.status !== 'RUNNING' || existing.input !== input))
      throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${executionArn}'`);
    const { startDate } = existing ?? store.startExecution(machine, executionArn, name, input);
    return { executionArn, startDate };
  },
});

function checkInput(input: string): void {
  try {
    parseBoundedJson(input, MAX_DOCUMENT_LEVELS);
  } catch (cause) {
    throw new AwsError(
      'InvalidExecutionInput',
      `Invalid State Machine Execution Input: '${(cause as Error).message}'`,
    );
  }
}

/**
 * No-op for an ended execution.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StopExecution.html
 */
export const stopExecution = statesAction({
  input: {
    executionArn: ARN,
    error: { type: 'string', max: 256 },
    cause: { type: 'string', max: 32_768 },
  },
  permissions: onMember('states:StopExecution', 'executionArn'),
  run: ({ executionArn, error, cause }, store) => {
    const execution = store.mustFindExecution(executionArn);
    execution.stop(error, cause);
    return { stopDate: execution.stopDate };
  },
});

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html */
export const describeExecution = statesAction({
  input: {
    executionArn: ARN,
    // Only matters with customer managed keys.
    includedData: { type: 'string', subset: ['ALL_DATA'] },
  },
  permissions: onMember('states:DescribeExecution', 'executionArn'),
  run: ({ executionArn }, store) => {
    const execution = store.mustFindExecution(executionArn);
    const { machine, name, status, startDate, stopDate, input, outcome } = execution;
    return {
      executionArn,
      stateMachineArn: machine.stateMachineArn,
      name,
      status,
      startDate,
      stopDate,
      input,
      inputDetails: { included: true },
      ...outcome,
      ...(outcome.output !== undefined && { outputDetails: { included: true } }),
      redriveCount: 0,
      redriveStatus: 'NOT_REDRIVABLE',
    };
  },
});

/**
 * Executions of a state machine, newest first.
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
