import type { StackEvent } from '@aws-sdk/client-cloudformation';

/** A resource whose creation, update or deletion has ended. */
export interface FinishedResource {
  readonly logicalId: string;
  readonly type: string;
  /** `CREATE_COMPLETE`, `DELETE_FAILED`, … */
  readonly status: string;
  /** Milliseconds since the Unix epoch, on AWS's clock. */
  readonly begunMs: number;
  readonly endedMs: number;
  /** Why it failed, where it did. */
  readonly reason?: string;
}

/** Turns a stack's events, oldest first, into what has ended and how long it took. */
export function resourceProgress(stackName: string): (event: StackEvent) => FinishedResource | undefined {
  const begun = new Map<string, number>();
  return ({ LogicalResourceId: logicalId = '', ResourceType: type = '', ...event }) => {
    const status = event.ResourceStatus ?? '';
    const timeMs = event.Timestamp?.getTime() ?? 0;
    if (logicalId === stackName) return undefined;
    if (status.endsWith('_IN_PROGRESS')) {
      if (!begun.has(logicalId)) begun.set(logicalId, timeMs);
      return undefined;
    }
    const begunMs = begun.get(logicalId) ?? timeMs;
    begun.delete(logicalId);
    const reason = status.endsWith('_FAILED') ? event.ResourceStatusReason : undefined;
    return { logicalId, type, status, begunMs, endedMs: timeMs, ...(reason !== undefined && { reason }) };
  };
}
