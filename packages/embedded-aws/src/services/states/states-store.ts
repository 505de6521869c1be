import { AwsError } from '../../aws-error';
import { byKey } from '../../gateway/page';
import type { Platform } from '../../platform';
import { Execution } from './execution';
import type { StateMachine } from './state-machine';

/** State machines of a region and their executions. */
export class StatesStore {
  private readonly machines = new Map<string, StateMachine>();
  private readonly executions = new Map<string, Execution>();
  private readonly closing = new AbortController();

  constructor(readonly platform: Platform) {}

  /** Sorted by ARN. */
  listMachines(): StateMachine[] {
    const found = [...this.machines.keys()].flatMap((arn) => this.findMachine(arn) ?? []);
    return found.sort(byKey(({ stateMachineArn }) => stateMachineArn));
  }

  findMachine(arn: string): StateMachine | undefined {
    const machine = this.machines.get(arn);
    if (machine?.status !== 'DELETING' || this.runningOf(arn).length > 0) return machine;
    this.machines.delete(arn);
    return undefined;
  }

  /** @throws AwsError `InvalidArn`, `StateMachineDoesNotExist` */
  mustFindMachine(arn: string): StateMachine {
    checkArn(arn, 'stateMachine');
    const machine = this.findMachine(arn);
    if (machine) return machine;
    throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  }

  /**
   * A state machine by ARN; no other resource is taggable.
   *
   * @throws AwsError `InvalidArn`, `ResourceNotFound`
   */
  mustFindTagged(arn: string): StateMachine {
    checkArn(arn, 'stateMachine');
    const machine = this.findMachine(arn);
    if (machine) return machine;
    throw new AwsError('ResourceNotFound', `Resource not found: '${arn}'`);
  }

  saveMachine(machine: StateMachine): StateMachine {
    this.machines.set(machine.stateMachineArn, machine);
    return machine;
  }

  /**
   * Starts deleting a state machine, if it exists. It is gone once its executions have ended, at their next
   * transition; these can still be described.
   */
  removeMachine(arn: string): void {
    checkArn(arn, 'stateMachine');
    const machine = this.findMachine(arn);
    if (!machine) return;
    this.machines.set(arn, { ...machine, status: 'DELETING' });
    for (const execution of this.runningOf(arn)) execution.endAtTransition();
    this.platform.changes.notify();
  }

  /** In start order. */
  executionsOf(stateMachineArn: string): Execution[] {
    return [...this.executions.values()].filter(({ machine }) => machine.stateMachineArn === stateMachineArn);
  }

  private runningOf(stateMachineArn: string): Execution[] {
    return this.executionsOf(stateMachineArn).filter(({ status }) => status === 'RUNNING');
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
    const execution = new Execution(
      { machine, executionArn, name, input },
      this.platform,
      this.closing.signal,
    );
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
    this.closing.abort();
    for (const execution of this.executions.values()) execution.stop();
  }
}

/** @throws AwsError `StateMachineDeleting` */
export function refuseDeleting({ status, stateMachineArn }: StateMachine): void {
  if (status === 'DELETING')
    throw new AwsError('StateMachineDeleting', `State Machine is being deleted: '${stateMachineArn}'`);
}

function checkArn(arn: string, kind: 'stateMachine' | 'execution'): void {
  const names = kind === 'execution' ? 2 : 1;
  if (new RegExp(`^arn:aws[\\w-]*:states:[\\w-]+:\\d{12}:${kind}(:[^:]+){${names}}$`).test(arn)) return;
  if (!arn.startsWith('arn:')) throw new AwsError('InvalidArn', `Invalid Arn: 'Invalid ARN prefix: ${arn}'`);
  throw new AwsError('InvalidArn', `Invalid Arn: '${arn}' is not the ARN of a resource of type ${kind}`);
}
