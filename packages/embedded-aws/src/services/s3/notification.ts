import { serviceCaller } from '../../authorization/principal';
import { AwsError } from '../../aws-error';
import type { AwsCall } from '../../platform';
import type { Bucket } from './bucket';
import {
  affixes,
  covers,
  destinationsOf,
  type NotificationConfiguration,
  type TopicConfiguration,
} from './notification-configuration';
import { s3Error } from './s3-errors';
import type { S3Store } from './s3-store';

const asS3 = (bucket: Bucket, store: S3Store): AwsCall =>
  store.platform.as(serviceCaller('s3.amazonaws.com', `arn:aws:s3:::${bucket.name}`), bucket.region);

/**
 * Checks that S3 may call the destinations; a topic gets a test event.
 *
 * @throws AwsError `InvalidArgument`
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html
 */
export async function checkDestinations(
  configuration: NotificationConfiguration,
  bucket: Bucket,
  store: S3Store,
): Promise<void> {
  const aws = asS3(bucket, store);
  const test = { Service: 'Amazon S3', Event: 's3:TestEvent', Time: store.now(), Bucket: bucket.name };
  for (const destination of destinationsOf(configuration))
    try {
      if ('TopicArn' in destination) await publish(aws, destination, test);
      else
        await aws('lambda', 'Invoke', {
          FunctionName: destination.LambdaFunctionArn,
          InvocationType: 'DryRun',
        });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      throw s3Error(
        'InvalidArgument',
        `Unable to validate the following destination configurations: ${error.message}`,
      );
    }
}

const publish = (aws: AwsCall, { TopicArn }: TopicConfiguration, message: object): Promise<object> =>
  aws('sns', 'Publish', {
    TopicArn,
    Subject: 'Amazon S3 Notification',
    Message: JSON.stringify(message),
  });

/** A change of an object. */
export interface ObjectChange {
  /** `ObjectCreated:Put` */
  readonly kind: string;
  readonly key: string;
  readonly requestId: string;
  /** Members of the record's `object` besides the key. */
  readonly object: object;
}

/**
 * Notifies the configured functions and topics of a change. As on AWS, failures do not reach the caller; the request
 * log has the failed calls.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export function notifyDestinations(bucket: Bucket, change: ObjectChange, store: S3Store): void {
  const { accountId } = store.platform;
  const aws = asS3(bucket, store);
  for (const destination of destinationsOf(bucket.notification)) {
    const { prefix, suffix } = affixes(destination);
    const { key } = change;
    const isWanted =
      destination.Events.some((kind) => covers(kind, `s3:${change.kind}`)) &&
      key.startsWith(prefix) &&
      key.endsWith(suffix);
    if (!isWanted) continue;
    const record = {
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      awsRegion: bucket.region,
      eventTime: store.now(),
      eventName: change.kind,
      userIdentity: { principalId: `AWS:${accountId}` },
      requestParameters: { sourceIPAddress: '127.0.0.1' },
      responseElements: { 'x-amz-request-id': change.requestId, 'x-amz-id-2': change.requestId },
      s3: {
        s3SchemaVersion: '1.0',
        configurationId: destination.Id,
        bucket: {
          name: bucket.name,
          ownerIdentity: { principalId: accountId },
          arn: `arn:aws:s3:::${bucket.name}`,
        },
        object: { key: encodedKey(key), ...change.object },
      },
    };
    const message = { Records: [record] };
    const told =
      'TopicArn' in destination
        ? publish(aws, destination, message)
        : aws('lambda', 'Invoke', {
            FunctionName: destination.LambdaFunctionArn,
            InvocationType: 'Event',
            Payload: JSON.stringify(message),
          });
    told.catch((error: unknown) => {
      if (!(error instanceof AwsError))
        console.error(`embedded AWS: bucket ${bucket.name} could not notify`, error);
    });
  }
}

/** Keys are encoded as in a form: a space is a plus sign. */
const encodedKey = (key: string): string =>
  encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/');
