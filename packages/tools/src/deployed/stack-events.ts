import {
  CloudFormationClient,
  DescribeStackEventsCommand,
  type DescribeStackEventsCommandOutput,
  type StackEvent,
} from '@aws-sdk/client-cloudformation';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ResourceProgress } from './resource-progress';

/** Options for following a stack's events. */
export interface StackEventsOptions {
  readonly client: CloudFormationClient;
  readonly stackName: string;
  /** On abort, the sequence ends after one last poll. */
  readonly signal: AbortSignal;
  /** Whether to start with the existing events. */
  readonly withPast?: boolean;
  /** Polling interval. @default 500 */
  readonly pollMs?: number;
}

/** Follows a stack's events, oldest first, from the moment at which this resolves. The stack need not exist yet. */
export async function stackEvents(options: StackEventsOptions): Promise<AsyncGenerator<StackEvent>> {
  const { client, stackName, signal, withPast = false, pollMs = 500 } = options;
  const { value: newest } = (await newestFirst(client, stackName).next()) as { value?: StackEvent };
  // A deleted stack can only be found by its id.
  let stackId = newest?.StackId;
  let latestId = withPast ? undefined : newest?.EventId;

  async function* follow(): AsyncGenerator<StackEvent> {
    for (let isLast = false; !isLast;) {
      isLast = signal.aborted;
      const news: StackEvent[] = [];
      for await (const event of newestFirst(client, stackId ?? stackName)) {
        if (event.EventId === latestId) break;
        news.push(event);
      }
      for (const event of news.reverse()) {
        // A new stack of the same name has another id.
        stackId = isDeletion(event) ? undefined : event.StackId;
        latestId = event.EventId;
        yield event;
      }
      if (!isLast) await sleep(pollMs, undefined, { signal }).catch(() => {});
    }
  }
  return follow();
}

/** Whether the event ends the deletion of the stack itself. Only then is the physical id the stack id. */
const isDeletion = ({ PhysicalResourceId, StackId, ResourceStatus }: StackEvent): boolean =>
  ResourceStatus === 'DELETE_COMPLETE' && PhysicalResourceId === StackId;

/** All events, page by page; empty while the stack does not exist. */
async function* newestFirst(client: CloudFormationClient, StackName: string): AsyncGenerator<StackEvent> {
  let NextToken: string | undefined;
  do {
    let page: DescribeStackEventsCommandOutput;
    try {
      page = await client.send(new DescribeStackEventsCommand({ StackName, NextToken }));
    } catch (error) {
      if (error instanceof Error && /does not exist/.test(error.message)) return;
      throw error;
    }
    yield* page.StackEvents ?? [];
    ({ NextToken } = page);
  } while (NextToken);
}

/**
 * Converts a stack's events, oldest first, to starts and ends. Returns undefined for repeated in-progress events and
 * for events of the stack itself.
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
