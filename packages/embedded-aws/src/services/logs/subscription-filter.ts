import { gzipSync } from 'node:zlib';
import { AwsError } from '../../aws-error';
import { serviceCaller } from '../../authorization/principal';
import type { AwsCall, Platform } from '../../platform';

/** A filter of a log group that sends matching events to a function. */
export interface SubscriptionFilter {
  readonly name: string;
  readonly pattern: string;
  /** ARN of a function, a version or an alias. */
  readonly destinationArn: string;
  /** Milliseconds since the Unix epoch. */
  readonly createdMs: number;
  readonly matches: (message: string) => boolean;
}

/** The parts of a log group that subscriptions use. */
interface SubscribedGroup {
  readonly name: string;
  readonly arn: string;
  readonly subscriptionFilters: ReadonlyMap<string, SubscriptionFilter>;
}

interface SentEvent {
  readonly id: string;
  readonly stream: string;
  readonly timestamp: number;
  readonly message: string;
}

/** Calls functions as CloudWatch Logs, on behalf of a group. */
export const asLogs = ({ arn }: Pick<SubscribedGroup, 'arn'>, platform: Platform): AwsCall =>
  platform.as(serviceCaller('logs.amazonaws.com', `${arn}:*`));

/**
 * Sends new events of one stream to the functions that subscribed to them. Failures show in the request log and never
 * reach the writer.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html
 */
export function deliverEvents(
  group: SubscribedGroup,
  events: readonly SentEvent[],
  platform: Platform,
): void {
  for (const { name, destinationArn, matches } of group.subscriptionFilters.values()) {
    const logEvents = events
      .filter(({ message }) => matches(message))
      .map(({ id, timestamp, message }) => ({ id, timestamp, message }));
    if (logEvents.length === 0) continue;
    const data = {
      messageType: 'DATA_MESSAGE',
      owner: platform.accountId,
      logGroup: group.name,
      logStream: events[0].stream,
      subscriptionFilters: [name],
      logEvents,
    };
    const Payload = JSON.stringify({ awslogs: { data: gzipSync(JSON.stringify(data)).toString('base64') } });
    const request = { FunctionName: destinationArn, InvocationType: 'Event', Payload };
    asLogs(group, platform)('lambda', 'Invoke', request).catch((error: unknown) => {
      if (!(error instanceof AwsError))
        console.error(`embedded AWS: log group ${group.name} could not deliver`, error);
    });
  }
}
