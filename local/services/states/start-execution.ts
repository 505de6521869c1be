import { onMember } from '../../authorization/permission';
import { AwsError } from '../../aws-error';
import { MAX_DOCUMENT_LEVELS, parseBoundedJson } from '../../bounded-json';
import { checkName } from './check-name';
import { statesAction } from './states-action';
import { ARN, NAME } from './states-shapes';
import { refuseDeleting } from './states-store';

/**
 * Gives the execution that there is where it still runs and name and input are the same.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
export const startExecution = statesAction({
  input: {
    stateMachineArn: ARN,
    name: NAME,
    input: { type: 'string', max: 262_144 },
    // There are no traces that it could belong to.
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
