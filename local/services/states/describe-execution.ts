import { onMember } from '../../authorization/permission';
import { statesAction } from './states-action';
import { ARN } from './states-shapes';

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html */
export const describeExecution = statesAction({
  input: {
    executionArn: ARN,
    // Makes a difference with keys of one's own alone.
    includedData: { type: 'string', enum: ['ALL_DATA'] },
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
