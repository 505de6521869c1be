import { onMember } from '../../authorization/permission';
import { statesAction } from './states-action';
import { ARN } from './states-shapes';

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachineForExecution.html */
export const describeStateMachineForExecution = statesAction({
  input: {
    executionArn: ARN,
    // Makes a difference with keys of one's own alone.
    includedData: { type: 'string', enum: ['ALL_DATA'] },
  },
  permissions: onMember('states:DescribeStateMachineForExecution', 'executionArn'),
  run: ({ executionArn }, store) => {
    const { stateMachineArn, name, definition, roleArn, updateDate, revisionId } =
      store.mustFindExecution(executionArn).machine;
    return {
      stateMachineArn,
      name,
      definition,
      roleArn,
      updateDate,
      loggingConfiguration: { level: 'OFF', includeExecutionData: false },
      revisionId,
    };
  },
});
