import type { DeployedResource, DeploymentMessage, DeploymentStage } from '../src/page/page-answers';

/** The page's state of the deployment. */
export interface Deployment {
  readonly stage?: DeploymentStage;
  /** Resources by operation and logical id, in order of their start. */
  readonly resources: ReadonlyMap<string, DeployedResource>;
  /** The latest time in a message, in milliseconds on AWS's clock. */
  readonly latestMs: number;
  /** Whether any message has arrived. */
  readonly isKnown: boolean;
}

/** The initial state. */
export const UNKNOWN_DEPLOYMENT: Deployment = { resources: new Map(), latestMs: 0, isKnown: false };

/** Reducer: applies one message. */
export function afterMessage(before: Deployment, message: DeploymentMessage): Deployment {
  if (message.kind === 'clear') return { ...UNKNOWN_DEPLOYMENT, stage: before.stage, isKnown: true };
  if (message.kind === 'stage') return { ...before, stage: message };
  const { logicalId, status, begunMs, endedMs = begunMs } = message;
  const [operation] = status.split('_');
  return {
    ...before,
    resources: new Map(before.resources).set(`${operation} ${logicalId}`, message),
    latestMs: Math.max(before.latestMs, endedMs),
  };
}
