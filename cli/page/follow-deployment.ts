import type { StackEvent } from '@aws-sdk/client-cloudformation';
import type { DeploymentStage } from '../../domain/page-api';
import { resourceProgress } from '../resource-progress';
import { stackEvents, type StackEventsOptions } from '../stack-events';
import type { DeploymentLog } from './deployment-log';

/** What a status of the stack itself means; the first that fits. */
const STAGES: readonly (readonly [RegExp, DeploymentStage['stage']])[] = [
  [/ROLLBACK|FAILED/, 'failed'],
  [/^(CREATE|UPDATE)_IN_PROGRESS$/, 'deploying'],
  [/^DELETE_IN_PROGRESS$/, 'destroying'],
  [/^DELETE_COMPLETE$/, 'destroyed'],
  [/^(CREATE|UPDATE)_COMPLETE/, 'ready'],
];

/** Keeps a log of a stack's latest deployment, wherever it is driven from, until the signal. */
export async function followDeployment(
  log: DeploymentLog,
  options: Omit<StackEventsOptions, 'withPast'>,
): Promise<void> {
  const { stackName } = options;
  const progress = resourceProgress(stackName);
  let reason: string | undefined;
  for await (const event of await stackEvents({ ...options, withPast: true })) {
    const resource = progress(event);
    if (resource) log.add(resource);
    const stage = event.LogicalResourceId === stackName && stageOf(event);
    if (!stage) continue;
    // The status at the end of a rollback says no more why.
    reason = stage === 'failed' ? (reason ?? event.ResourceStatusReason) : undefined;
    log.enter(stage, reason);
  }
}

const stageOf = ({ ResourceStatus: status }: StackEvent): DeploymentStage['stage'] | undefined =>
  STAGES.find(([statuses]) => statuses.test(status ?? ''))?.[1];
