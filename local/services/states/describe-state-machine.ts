import { onMember } from '../../authorization/permission';
import { statesAction } from './states-action';
import { ARN } from './states-shapes';

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachine.html */
export const describeStateMachine = statesAction({
  input: {
    stateMachineArn: ARN,
    // Makes a difference with keys of one's own alone.
    includedData: { type: 'string', enum: ['ALL_DATA'] },
  },
  permissions: onMember('states:DescribeStateMachine', 'stateMachineArn'),
  run: ({ stateMachineArn }, store) => {
    const { name, status, definition, roleArn, creationDate, revisionId } =
      store.mustFindMachine(stateMachineArn);
    return {
      stateMachineArn,
      name,
      status,
      definition,
      roleArn,
      type: 'STANDARD',
      creationDate,
      loggingConfiguration: { level: 'OFF', includeExecutionData: false },
      revisionId,
    };
  },
});
