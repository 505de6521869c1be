import {
  CloudFormationClient,
  DescribeStackEventsCommand,
  type StackEvent,
} from '@aws-sdk/client-cloudformation';
import { setTimeout as sleep } from 'node:timers/promises';

/** How a stack's events are followed. */
export interface StackEventsOptions {
  readonly client: CloudFormationClient;
  readonly stackName: string;
  /** Ends the sequence, after the events until then. */
  readonly signal: AbortSignal;
  /** Begins with the events that there are already. */
  readonly withPast?: boolean;
  /** Pause between two requests. @default 200 */
  readonly pollMs?: number;
}

/** The events of a stack, which need not exist yet, oldest first: those from the moment this resolves. */
export async function stackEvents(options: StackEventsOptions): Promise<AsyncGenerator<StackEvent>> {
  const { client, stackName, signal, withPast = false, pollMs = 200 } = options;
  const before = await describeEvents(client, stackName);
  const seen = new Set(withPast ? [] : before.map(({ EventId }) => EventId));
  // A deleted stack has no name any more; its id still finds it.
  let stackId = before[0]?.StackId;

  async function* follow(): AsyncGenerator<StackEvent> {
    for (let isLast = false; !isLast;) {
      isLast = signal.aborted;
      for (const event of (await describeEvents(client, stackId ?? stackName)).reverse()) {
        stackId = event.StackId;
        if (seen.has(event.EventId)) continue;
        seen.add(event.EventId);
        yield event;
      }
      if (!isLast) await sleep(pollMs, undefined, { signal }).catch(() => {});
    }
  }
  return follow();
}

/** All events, newest first; none while the stack does not exist. */
async function describeEvents(client: CloudFormationClient, stackName: string): Promise<StackEvent[]> {
  const events: StackEvent[] = [];
  try {
    let NextToken: string | undefined;
    do {
      const page = await client.send(new DescribeStackEventsCommand({ StackName: stackName, NextToken }));
      events.push(...(page.StackEvents ?? []));
      NextToken = page.NextToken;
    } while (NextToken);
  } catch (error) {
    if (!(error instanceof Error && /does not exist/.test(error.message))) throw error;
  }
  return events;
}
