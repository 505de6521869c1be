import type { Platform } from '../../platform';
import type { Execution } from './execution';

/**
 * Tells EventBridge how an execution stands, at its start and at its end.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html
 */
export function tellOfExecution(execution: Execution, platform: Platform): void {
  const { executionArn, machine, name, status, startDate, stopDate, input, outcome } = execution;
  const { output, error, cause } = outcome;
  platform.emit({
    source: 'aws.states',
    detailType: 'Step Functions Execution Status Change',
    resources: [executionArn],
    detail: {
      executionArn,
      stateMachineArn: machine.stateMachineArn,
      name,
      status,
      startDate: Math.round(startDate * 1_000),
      stopDate: stopDate === undefined ? null : Math.round(stopDate * 1_000),
      input,
      output: output ?? null,
      inputDetails: { included: true },
      outputDetails: output === undefined ? null : { included: true },
      ...(error !== undefined && { error }),
      ...(cause !== undefined && { cause }),
    },
  });
}
