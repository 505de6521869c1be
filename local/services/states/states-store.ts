import { AwsError } from '../../aws-error';
import { byKey } from '../../gateway/page';
import type { Platform } from '../../platform';
import { Execution } from './execution';
import type { StateMachine } from './state-machine';

/** The state machines of a region and their executions. */
export class StatesStore {
  private readonly machines = new Map<string, StateMachine>();
  private readonly executions = new Map<string, Execution>();

  constructor(readonly platform: Platform) {}

  /** By ARN, in ascending order. */
  listMachines(): StateMachine[] {
    return [...this.machines.values()].sort(byKey(({ stateMachineArn }) => stateMachineArn));
  }

  findMachine(arn: string): StateMachine | undefined {
    return this.machines.get(arn);
  }

  /** @throws AwsError `InvalidArn`, `StateMachineDoesNotExist` */
  mustFindMachine(arn: string): StateMachine {
    checkArn(arn, 'stateMachine');
    const machine = this.machines.get(arn);
    if (machine) return machine;
    throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  }

  /**
   * A state machine by the ARN of a taggable resource; there are no others.
   *
   * @throws AwsError `InvalidArn`, `ResourceNotFound`
   */
  mustFindTagged(arn: string): StateMachine {
    checkArn(arn, 'stateMachine');
    const machine = this.machines.get(arn);
    if (machine) return machine;
    throw new AwsError('ResourceNotFound', `Resource not found: '${arn}'`);
  }

  saveMachine(machine: StateMachine): StateMachine {
    this.machines.set(machine.stateMachineArn, machine);
    return machine;
  }

  /** Removes a state machine, if it is there, and aborts its executions. They can still be described. */
  removeMachine(arn: string): void {
    checkArn(arn, 'stateMachine');
    this.machines.delete(arn);
    for (const execution of this.executionsOf(arn)) execution.stop();
  }

  /** In the order of their start. */
  executionsOf(stateMachineArn: string): Execution[] {
    return [...this.executions.values()].filter(({ machine }) => machine.stateMachineArn === stateMachineArn);
  }

  findExecution(arn: string): Execution | undefined {
    return this.executions.get(arn);
  }

  /** @throws AwsError `InvalidArn`, `ExecutionDoesNotExist` */
  mustFindExecution(arn: string): Execution {
    checkArn(arn, 'execution');
    const execution = this.executions.get(arn);
    if (execution) return execution;
    throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  }

  startExecution(machine: StateMachine, executionArn: string, name: string, input: string): Execution {
    const execution = new Execution({ machine, executionArn, name, input }, this.platform);
    this.executions.set(executionArn, execution);
    void execution.run();
    return execution;
  }

  /** `arn:aws:states:REGION:ACCOUNT:stateMachine:NAME`, `…:execution:MACHINE:NAME` */
  arnOf(kind: 'stateMachine' | 'execution', ...names: readonly string[]): string {
    const { region, accountId } = this.platform;
    return ['arn:aws:states', region, accountId, kind, ...names].join(':');
  }

  close(): void {
    for (const execution of this.executions.values()) execution.stop();
  }
}

function checkArn(arn: string, kind: 'stateMachine' | 'execution'): void {
  const names = kind === 'execution' ? 2 : 1;
  if (new RegExp(`^arn:aws[\\w-]*:states:[\\w-]+:\\d{12}:${kind}(:[^:]+){${names}}$`).test(arn)) return;
  throw new AwsError('InvalidArn', `Invalid Arn: '${arn}' is not the ARN of a resource of type ${kind}`);
}
