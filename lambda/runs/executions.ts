import {
  ListExecutionsCommand,
  StartExecutionCommand,
  StopExecutionCommand,
  type ExecutionListItem,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import type { FreshDataInput } from '@ecommerce-recommenders/shop-data/contracts/functions/fresh-data';
import { DEPLOYMENT_RUN } from '@ecommerce-recommenders/shop-data/contracts/functions/fresh-data';
import type { ListsInput } from '@ecommerce-recommenders/shop-data/contracts/functions/lists';
import type { WaitingFor } from '../shop/resources/lifecycle';

/**
 * How long a stopped execution can still change something. Its step in flight continues, but checks the lock before
 * each change. A call that was already in flight has ended by then.
 */
const IN_FLIGHT_MS = 60_000;

/** Name of the execution that a deployment starts. */
export const deploymentRun = (requestId: string): string => `${DEPLOYMENT_RUN}${requestId}`;

/** Input of a run that waits for another run instead of exiting. */
const FORCED: ListsInput = { force: true };

/** Starts the run of a deployment. A retried request does not start it twice. */
export async function startDeploymentRun(
  sfn: Pick<SFNClient, 'send'>,
  stateMachineArn: string,
  requestId: string,
  given: ListsInput | FreshDataInput = FORCED,
): Promise<void> {
  const input = JSON.stringify(given);
  try {
    await sfn.send(new StartExecutionCommand({ stateMachineArn, name: deploymentRun(requestId), input }));
  } catch (error) {
    // It may have ended already.
    if (!(error instanceof Error && error.name === 'ExecutionAlreadyExists')) throw error;
  }
}

/** State machine of the executions to stop, and why. */
export interface Stop {
  readonly stateMachineArn: string;
  /** A sentence for the execution's history. */
  readonly cause: string;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
}

/** Stops all executions. Complete once none can have a change in flight, or if the state machine does not exist. */
export async function stopExecutions(
  sfn: Pick<SFNClient, 'send'>,
  { stateMachineArn, cause, nowMs }: Stop,
): Promise<WaitingFor> {
  const { executions = [] } = await sfn
    .send(new ListExecutionsCommand({ stateMachineArn, maxResults: 100 }))
    .catch((error: unknown) => {
      if (error instanceof Error && error.name === 'StateMachineDoesNotExist') return { executions: [] };
      throw error;
    });
  const running = executions.filter(({ status }) => status === 'RUNNING');
  for (const { executionArn } of running)
    await sfn.send(new StopExecutionCommand({ executionArn, error: 'Stopped', cause }));
  const isInFlight = ({ status, stopDate }: ExecutionListItem): boolean =>
    status === 'ABORTED' && stopDate !== undefined && stopDate.getTime() > nowMs - IN_FLIGHT_MS;
  const [unsettled] = [...running, ...executions.filter(isInFlight)];
  return unsettled && `${unsettled.executionArn} to end`;
}
