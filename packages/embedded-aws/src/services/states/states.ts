import { onMember } from '../../authorization/permission';
import { tagMap, tagsOfMap } from '../../tags';
import { TAG_KEYS, tagActions } from '../tag-actions';
import { statesAction } from './states-action';
import { ARN, TAGS } from './states-shapes';
import { jsonService } from '../../gateway/json-protocol';
import type { ServiceDefinition } from '../service-definition';
import {
  createStateMachine,
  deleteStateMachine,
  describeStateMachine,
  listStateMachines,
  updateStateMachine,
} from './state-machines';
import {
  describeExecution,
  getExecutionHistory,
  listExecutions,
  startExecution,
  stopExecution,
} from './executions';
import { StatesStore } from './states-store';

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_TagResource.html */
const TAG_ACTIONS = tagActions(statesAction, {
  resource: { resourceArn: ARN },
  permission: (operation) => onMember(`states:${operation}`, 'resourceArn'),
  tags: { tags: { ...TAGS, required: true } },
  keys: { tagKeys: TAG_KEYS },
  form: { key: 'key', value: 'value' },
  answer: {},
  get: ({ resourceArn }, store) => tagsOfMap(store.mustFindTagged(resourceArn).tags),
  set: ({ resourceArn }, tags, store) =>
    void store.saveMachine({ ...store.mustFindTagged(resourceArn), tags: tagMap(tags) }),
});

/** AWS Step Functions: standard state machines, in JSONPath and JSONata. */
export const statesDefinition: ServiceDefinition<StatesStore> = {
  scope: 'region',
  createStore: (platform) => new StatesStore(platform),
  apis: {
    states: jsonService({
      version: '1.0',
      target: 'AWSStepFunctions',
      actions: {
        ...TAG_ACTIONS,
        CreateStateMachine: createStateMachine,
        DeleteStateMachine: deleteStateMachine,
        DescribeExecution: describeExecution,
        DescribeStateMachine: describeStateMachine,
        GetExecutionHistory: getExecutionHistory,
        ListExecutions: listExecutions,
        ListStateMachines: listStateMachines,
        StartExecution: startExecution,
        StopExecution: stopExecution,
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
