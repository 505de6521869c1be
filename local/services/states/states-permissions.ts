import { onAnything, onMember } from '../../authorization/needs';
import { passRole } from '../../authorization/pass-role';
import type { Permissions } from '../../authorization/permission';
import type { StatesStore } from './states-store';

const STATES = 'states.amazonaws.com';

/**
 * What Step Functions' operations need.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html
 */
export const STATES_PERMISSIONS: Permissions<StatesStore> = {
  CreateStateMachine: (
    { name, roleArn, tags = [] }: { name: string; roleArn: string; tags?: readonly object[] },
    store,
  ) => {
    const resources = [store.arnOf('stateMachine', name)];
    return [
      { action: 'states:CreateStateMachine', resources },
      ...(tags.length > 0 ? [{ action: 'states:TagResource', resources }] : []),
      ...passRole(roleArn, STATES),
    ];
  },
  DeleteStateMachine: onMember('states:DeleteStateMachine', 'stateMachineArn'),
  DescribeExecution: onMember('states:DescribeExecution', 'executionArn'),
  DescribeStateMachine: onMember('states:DescribeStateMachine', 'stateMachineArn'),
  DescribeStateMachineForExecution: onMember('states:DescribeStateMachineForExecution', 'executionArn'),
  GetExecutionHistory: onMember('states:GetExecutionHistory', 'executionArn'),
  ListExecutions: onMember('states:ListExecutions', 'stateMachineArn'),
  ListStateMachines: onAnything('states:ListStateMachines'),
  ListTagsForResource: onMember('states:ListTagsForResource', 'resourceArn'),
  StartExecution: onMember('states:StartExecution', 'stateMachineArn'),
  StopExecution: onMember('states:StopExecution', 'executionArn'),
  TagResource: onMember('states:TagResource', 'resourceArn'),
  UntagResource: onMember('states:UntagResource', 'resourceArn'),
  UpdateStateMachine: ({ stateMachineArn, roleArn }: { stateMachineArn: string; roleArn?: string }) => [
    { action: 'states:UpdateStateMachine', resources: [stateMachineArn] },
    ...passRole(roleArn, STATES),
  ],
};
