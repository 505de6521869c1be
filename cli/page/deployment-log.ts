import type { DeploymentMessage, DeploymentStage } from '../../domain/page-api';
import type { ResourceProgress } from '../resource-progress';

/** What has happened to the stack in its latest deployment or destroy, for those who watch now or later. */
export class DeploymentLog {
  /** Absent until anything is known. */
  private stage?: DeploymentStage;
  private resources = new Map<string, ResourceProgress>();
  private readonly watchers = new Set<(message: DeploymentMessage) => void>();

  /** @param speed seconds on AWS's clock for each of the machine's */
  constructor(private readonly speed = 1) {}

  enter(stage: DeploymentStage['stage'], reason?: string): void {
    // What a failed deployment leaves to be destroyed stays in view, with the reason.
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

  /** Tells what has happened so far and from then on. */
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
