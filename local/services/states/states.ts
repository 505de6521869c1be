import { jsonService } from '../../gateway/json-protocol';
import type { ServiceDefinition } from '../service-definition';
import { createStateMachine } from './create-state-machine';
import { deleteStateMachine } from './delete-state-machine';
import { describeExecution } from './describe-execution';
import { describeStateMachine } from './describe-state-machine';
import { describeStateMachineForExecution } from './describe-state-machine-for-execution';
import { getExecutionHistory } from './get-execution-history';
import { listExecutions } from './list-executions';
import { listStateMachines } from './list-state-machines';
import { listTagsForResource } from './list-tags-for-resource';
import { startExecution } from './start-execution';
import { StatesStore } from './states-store';
import { stopExecution } from './stop-execution';
import { tagResource } from './tag-resource';
import { untagResource } from './untag-resource';
import { updateStateMachine } from './update-state-machine';

/** AWS Step Functions: standard state machines that call Lambda functions and send notices. */
export const statesDefinition: ServiceDefinition<StatesStore> = {
  scope: 'region',
  createStore: (platform) => new StatesStore(platform),
  apis: {
    states: jsonService({
      version: '1.0',
      target: 'AWSStepFunctions',
      actions: {
        CreateStateMachine: createStateMachine,
        DeleteStateMachine: deleteStateMachine,
        DescribeExecution: describeExecution,
        DescribeStateMachine: describeStateMachine,
        DescribeStateMachineForExecution: describeStateMachineForExecution,
        GetExecutionHistory: getExecutionHistory,
        ListExecutions: listExecutions,
        ListStateMachines: listStateMachines,
        ListTagsForResource: listTagsForResource,
        StartExecution: startExecution,
        StopExecution: stopExecution,
        TagResource: tagResource,
        UntagResource: untagResource,
        UpdateStateMachine: updateStateMachine,
      },
    }),
  },
  inventory: (store) =>
    store.listMachines().map(({ stateMachineArn }) => ({
      type: 'AWS::StepFunctions::StateMachine',
      id: stateMachineArn,
    })),
  close: async (store) => store.close(),
};
