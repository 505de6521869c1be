import type { DeployedResource, DeploymentMessage, DeploymentStage } from '../domain/page-api';

/** What the page knows of the deployment. */
export interface Deployment {
  readonly stage?: DeploymentStage;
  /** By operation and logical id, in the order in which they began. */
  readonly resources: ReadonlyMap<string, DeployedResource>;
  /** The latest time on AWS's clock that a message has told, in milliseconds. */
  readonly latestMs: number;
}

/** A deployment of which nothing is known yet. */
export const UNKNOWN_DEPLOYMENT: Deployment = { resources: new Map(), latestMs: 0 };

/** What is known after one more message. */
export function afterMessage(before: Deployment, message: DeploymentMessage): Deployment {
  if (message.kind === 'clear') return { ...UNKNOWN_DEPLOYMENT, stage: before.stage };
  if (message.kind === 'stage') return { ...before, stage: message };
  const { logicalId, status, begunMs, endedMs = begunMs } = message;
  const [operation] = status.split('_');
  return {
    ...before,
    resources: new Map(before.resources).set(`${operation} ${logicalId}`, message),
    latestMs: Math.max(before.latestMs, endedMs),
  };
}
