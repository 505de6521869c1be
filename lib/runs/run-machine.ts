import { Arn, ArnFormat, Stack } from 'aws-cdk-lib';
import { DefinitionBody, StateMachine, type IChainable } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct, IConstruct } from 'constructs';
import { resourceName } from '../shop/personalize-arn';
import { alarmOfBrokenRuns, type RunAlarmsProps } from './run-alarms';
import { allow } from '../shop/allow';

/** ARN of a state machine, or of its executions, by name. Policies refer to it before it exists. */
export const statesArn = (scope: IConstruct, resource: 'stateMachine' | 'execution', name: string): string =>
  Arn.format(
    { service: 'states', resource, resourceName: name, arnFormat: ArnFormat.COLON_RESOURCE_NAME },
    Stack.of(scope),
  );

/** Definition and notices of a {@link runMachine}. */
export interface RunMachineProps extends RunAlarmsProps {
  readonly comment: string;
  readonly definition: IChainable;
}

/**
 * The state machine `StateMachine` of an add-on's runs, with alarms on runs that do not finish. Its name is fixed,
 * because the policy of the functions refers to it before it exists.
 */
export function runMachine(
  scope: Construct,
  { comment, definition, ...alarms }: RunMachineProps,
): StateMachine {
  const stateMachine = new StateMachine(scope, 'StateMachine', {
    stateMachineName: resourceName(scope, alarms.name),
    comment,
    definitionBody: DefinitionBody.fromChainable(definition),
  });
  const key = alarms.topic?.masterKey;
  // CDK's task grants sns:Publish only, which does not suffice for an encrypted topic.
  if (key) stateMachine.addToRolePolicy(allow(['kms:Decrypt', 'kms:GenerateDataKey'], key.keyArn));
  alarmOfBrokenRuns(scope, stateMachine, alarms);
  return stateMachine;
}
