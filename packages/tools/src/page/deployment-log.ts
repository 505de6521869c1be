import type { StackEvent } from '@aws-sdk/client-cloudformation';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LatencyName } from 'embedded-aws/latency';
import type { DeployedResource, DeploymentMessage, DeploymentStage, Serving } from './page-answers';
import { workOf } from './resource-work';
import type { ResourceProgress } from '../deployed/resource-progress';
import { resourceProgress, stackEvents, type StackEventsOptions } from '../deployed/stack-events';

/** Events of the stack's latest deployment or destroy. They are replayed to late watchers. */
export class DeploymentLog {
  /** Undefined until anything is known. */
  private stage?: DeploymentStage;
  private revision = 0;
  private resources = new Map<string, DeployedResource>();
  private readonly watchers = new Set<(message: DeploymentMessage) => void>();

  /**
   * @param speed seconds on AWS's clock per second of real time
   * @param latency how long Personalize takes there
   */
  constructor(
    private readonly speed = 1,
    private readonly latency: LatencyName = 'realistic',
  ) {}

  get isDeploying(): boolean {
    return this.stage?.stage === 'deploying';
  }

  /** Whether there may be a stack; true as long as nothing is known. */
  get hasStack(): boolean {
    return this.stage?.stage !== 'destroying' && this.stage?.stage !== 'destroyed';
  }

  enter(stage: DeploymentStage['stage'], reason?: string): void {
    // A failed deployment stays visible, with its reason, while its remains are destroyed.
    if (stage === 'deploying' || (stage === 'destroying' && this.stage?.stage === 'ready')) {
      this.resources = new Map();
      this.notify({ kind: 'clear' });
    }
    if (stage === 'ready' || stage === 'failed' || stage === 'destroyed') this.revision++;
    this.stage = {
      stage,
      speed: this.speed,
      revision: this.revision,
      ...(reason !== undefined && { reason }),
    };
    this.notify({ kind: 'stage', ...this.stage });
  }

  /**
   * Reports the recommenders that already answer while the stack is being deployed. The end of the deployment reports the others.
   */
  serve(serving: Serving): void {
    if (this.stage?.stage !== 'deploying') return;
    this.stage = { ...this.stage, serving };
    this.notify({ kind: 'stage', ...this.stage });
  }

  readonly add = (progress: ResourceProgress): void => {
    const work = workOf(progress, this.latency);
    const resource: DeployedResource = { ...progress, ...(work && { work }) };
    const [operation] = resource.status.split('_');
    this.resources.set(`${operation} ${resource.logicalId}`, resource);
    this.notify({ kind: 'resource', ...resource });
  };

  /** Replays the log and follows it. Returns a function that unsubscribes. */
  watch(watcher: (message: DeploymentMessage) => void): () => void {
    watcher({ kind: 'clear' });
    if (this.stage) watcher({ kind: 'stage', ...this.stage });
    for (const resource of this.resources.values()) watcher({ kind: 'resource', ...resource });
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  private notify(message: DeploymentMessage): void {
    for (const watcher of this.watchers) watcher(message);
  }
}

/** Stage by the status of the stack itself. The first match applies. */
const STAGES: readonly (readonly [RegExp, DeploymentStage['stage']])[] = [
  [/ROLLBACK|FAILED/, 'failed'],
  [/^(CREATE|UPDATE)_IN_PROGRESS$/, 'deploying'],
  [/^DELETE_IN_PROGRESS$/, 'destroying'],
  [/^DELETE_COMPLETE$/, 'destroyed'],
  [/^(CREATE|UPDATE)_COMPLETE/, 'ready'],
];

/** Options for following a deployment. */
export interface FollowOptions extends StackEventsOptions {
  /** Called if AWS does not answer; the log continues. @default - errors are ignored */
  readonly onError?: (error: unknown) => void;
}

/** Logs all deployments of a stack, including those of other processes, until the signal aborts. */
export async function followDeployment(log: DeploymentLog, options: FollowOptions): Promise<void> {
  const { signal, onError, pollMs = 500 } = options;
  do {
    try {
      await follow(log, options);
    } catch (error) {
      // Credentials may be renewed, and the network may recover. Then the log is rebuilt from the stack's events.
      onError?.(error);
      await sleep(pollMs, undefined, { signal }).catch(() => {});
    }
  } while (!signal.aborted);
}

async function follow(log: DeploymentLog, options: StackEventsOptions): Promise<void> {
  const { stackName } = options;
  const progress = resourceProgress(stackName);
  let reason: string | undefined;
  for await (const event of await stackEvents(options)) {
    const resource = progress(event);
    if (resource) log.add(resource);
    const stage = event.LogicalResourceId === stackName && stageOf(event);
    if (!stage) continue;
    // The final status of a rollback has no reason, so the earlier reason is kept.
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
  // Known events arrive in one batch, so that the page draws once.
  response.cork();
  const leave = log.watch((message) => void response.write(`data: ${JSON.stringify(message)}\n\n`));
  process.nextTick(() => response.uncork());
  response.once('close', leave);
}
