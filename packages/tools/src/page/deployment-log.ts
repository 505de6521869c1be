import type { StackEvent } from '@aws-sdk/client-cloudformation';
import type { ServerResponse } from 'node:http';
import type { DeploymentMessage, DeploymentStage } from './page-answers';
import {
  type ResourceProgress,
  resourceProgress,
  stackEvents,
  type StackEventsOptions,
} from '../stack-events';

/** Events of the stack's latest deployment or destroy, replayed to late watchers. */
export class DeploymentLog {
  /** Absent until anything is known. */
  private stage?: DeploymentStage;
  private resources = new Map<string, ResourceProgress>();
  private readonly watchers = new Set<(message: DeploymentMessage) => void>();

  /** @param speed seconds on AWS's clock per second of real time */
  constructor(private readonly speed = 1) {}

  enter(stage: DeploymentStage['stage'], reason?: string): void {
    // A failed deployment stays in view, with its reason, while its remains are destroyed.
    if (stage === 'deploying' || (stage === 'destroying' && this.stage?.stage === 'ready')) {
      this.resources = new Map();
      this.tell({ kind: 'clear' });
    }
    this.stage = { stage, speed: this.speed, ...(reason !== undefined && { reason }) };
    this.tell({ kind: 'stage', ...this.stage });
  }

  readonly add = (resource: ResourceProgress): void => {
    const [operation] = resource.status.split('_');
    this.resources.set(`${operation} ${resource.logicalId}`, resource);
    this.tell({ kind: 'resource', ...resource });
  };

  /** Replays the log and follows it. Returns a function that unsubscribes. */
  watch(watcher: (message: DeploymentMessage) => void): () => void {
    watcher({ kind: 'clear' });
    if (this.stage) watcher({ kind: 'stage', ...this.stage });
    for (const resource of this.resources.values()) watcher({ kind: 'resource', ...resource });
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  private tell(message: DeploymentMessage): void {
    for (const watcher of this.watchers) watcher(message);
  }
}

/** Stage by status of the stack itself; the first match counts. */
const STAGES: readonly (readonly [RegExp, DeploymentStage['stage']])[] = [
  [/ROLLBACK|FAILED/, 'failed'],
  [/^(CREATE|UPDATE)_IN_PROGRESS$/, 'deploying'],
  [/^DELETE_IN_PROGRESS$/, 'destroying'],
  [/^DELETE_COMPLETE$/, 'destroyed'],
  [/^(CREATE|UPDATE)_COMPLETE/, 'ready'],
];

/** Logs a stack's latest deployment, whoever runs it, until the signal aborts. */
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
    // The final status of a rollback has no reason.
    reason = stage === 'failed' ? (reason ?? event.ResourceStatusReason) : undefined;
    log.enter(stage, reason);
  }
}

const stageOf = ({ ResourceStatus: status }: StackEvent): DeploymentStage['stage'] | undefined =>
  STAGES.find(([statuses]) => statuses.test(status ?? ''))?.[1];

/**
 * Streams the deployment as server-sent events until the browser disconnects.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function streamDeployment(log: DeploymentLog, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const leave = log.watch((message) => void response.write(`data: ${JSON.stringify(message)}\n\n`));
  response.once('close', leave);
}
