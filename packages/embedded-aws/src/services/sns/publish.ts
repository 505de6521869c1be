import { serviceCaller } from '../../authorization/principal';
import { AwsError } from '../../aws-error';
import { onTopic, snsAction } from './sns-action';
import { TOPIC_ARN } from './sns-shapes';

/** Limit of a message with the names, types and values of its attributes. */
const MAX_BYTES = 262_144;

/**
 * Invokes subscribed functions; messages to other subscribers are kept for `GET /_local/messages`.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 */
export const publish = snsAction({
  input: {
    TopicArn: TOPIC_ARN,
    Message: { type: 'string', required: true },
    Subject: { type: 'string' },
    // No effect but on the size: subscriptions have no filter policies, and e-mails omit attributes.
    MessageAttributes: {
      type: 'map',
      of: {
        type: 'structure',
        fields: { DataType: { type: 'string', required: true }, StringValue: { type: 'string' } },
      },
    },
  },
  permissions: onTopic('sns:Publish'),
  run: ({ TopicArn, Message, MessageAttributes = {}, Subject }, store) => {
    const topic = store.mustFind(TopicArn);
    if (Message === '') throw invalid('Empty message');
    const texts = Object.entries(MessageAttributes).flatMap(([name, { DataType, StringValue = '' }]) => [
      name,
      DataType,
      StringValue,
    ]);
    if (Buffer.byteLength([Message, ...texts].join('')) > MAX_BYTES) throw invalid('Message too long');
    if (Subject !== undefined && !/^[\x21-\x7e][\x20-\x7e]{0,99}$/.test(Subject)) throw invalid('Subject');
    const { platform } = store;
    const time = new Date(platform.clock.now()).toISOString();
    const MessageId = platform.newId();
    const aws = platform.as(serviceCaller('sns.amazonaws.com', topic.arn));
    for (const { arn, protocol, endpoint } of topic.subscriptions.values()) {
      if (protocol === 'lambda') {
        const Sns = { MessageId, TopicArn, Subject: Subject ?? null, Message, Timestamp: time };
        const attributes = Object.fromEntries(
          Object.entries(MessageAttributes).map(([name, { DataType: Type, StringValue: Value }]) => [
            name,
            { Type, Value },
          ]),
        );
        const record = {
          EventSource: 'aws:sns',
          EventVersion: '1.0',
          EventSubscriptionArn: arn,
          Sns: { Type: 'Notification', ...Sns, MessageAttributes: attributes },
        };
        const Payload = JSON.stringify({ Records: [record] });
        aws('lambda', 'Invoke', { FunctionName: endpoint, InvocationType: 'Event', Payload }).catch(
          (error: unknown) => {
            // As on AWS, the publisher is not notified; the request log has the failed call.
            if (!(error instanceof AwsError)) console.error(`embedded AWS: topic ${topic.arn}`, error);
          },
        );
        continue;
      }
      platform.messages.add({
        time,
        topicArn: topic.arn,
        protocol,
        endpoint,
        ...(Subject !== undefined && { subject: Subject }),
        message: Message,
      });
    }
    platform.changes.notify();
    return { MessageId };
  },
});

const invalid = (what: string): AwsError => new AwsError('InvalidParameter', `Invalid parameter: ${what}`);
