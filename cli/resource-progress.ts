import type { StackEvent } from '@aws-sdk/client-cloudformation';

/** A resource that is being created, updated or deleted, or that has been. */
export interface ResourceProgress {
  readonly logicalId: string;
  readonly type: string;
  /** `CREATE_IN_PROGRESS`, `CREATE_COMPLETE`, `DELETE_FAILED`, … */
  readonly status: string;
  /** Milliseconds since the Unix epoch, on AWS's clock. */
  readonly begunMs: number;
  /** Absent while it goes on. */
  readonly endedMs?: number;
  /** Why it failed, where it did. */
  readonly reason?: string;
}

/**
 * Turns a stack's events, oldest first, into what has begun and what has ended. Events that say no more
 * than that it goes on, and those of the stack itself, give nothing.
 */
export function resourceProgress(stackName: string): (event: StackEvent) => ResourceProgress | undefined {
  const begun = new Map<string, number>();
  return ({ LogicalResourceId: logicalId = '', ResourceType: type = '', ...event }) => {
    const status = event.ResourceStatus ?? '';
    const timeMs = event.Timestamp?.getTime() ?? 0;
    if (logicalId === stackName) return undefined;
    const begunMs = begun.get(logicalId) ?? timeMs;
    if (status.endsWith('_IN_PROGRESS')) {
      if (begun.has(logicalId)) return undefined;
      begun.set(logicalId, timeMs);
      return { logicalId, type, status, begunMs };
    }
    begun.delete(logicalId);
    const reason = status.endsWith('_FAILED') ? event.ResourceStatusReason : undefined;
    return { logicalId, type, status, begunMs, endedMs: timeMs, ...(reason !== undefined && { reason }) };
  };
}
