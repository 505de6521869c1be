import { serviceCaller } from '../../authorization/principal';
import { AwsError } from '../../aws-error';
import type { Shape, ValueOf } from '../../gateway/shape';
import type { AwsCall } from '../../platform';
import type { Bucket } from './bucket';
import { s3Error } from './s3-errors';
import type { S3Store } from './s3-store';

/** Kinds of changes; a few never happen here: there are no form uploads and no versions. */
const EVENTS = {
  type: 'list',
  required: true,
  min: 1,
  of: {
    type: 'string',
    subset: [
      's3:ObjectCreated:*',
      's3:ObjectCreated:Put',
      's3:ObjectCreated:Post',
      's3:ObjectCreated:Copy',
      's3:ObjectCreated:CompleteMultipartUpload',
      's3:ObjectRemoved:*',
      's3:ObjectRemoved:Delete',
      's3:ObjectRemoved:DeleteMarkerCreated',
    ],
  },
} as const satisfies Shape;

const COMMON = {
  Id: { type: 'string', max: 255 },
  Events: EVENTS,
  Filter: {
    type: 'structure',
    fields: {
      // The API's Key, by its name in XML and CloudFormation.
      S3Key: {
        type: 'structure',
        fields: {
          FilterRules: {
            type: 'list',
            of: {
              type: 'structure',
              fields: {
                Name: { type: 'string', required: true, pattern: /prefix|suffix/i },
                Value: { type: 'string', required: true, max: 1024 },
              },
            },
          },
        },
      },
    },
  },
} as const;

/** Who is notified of object changes. */
export const NOTIFICATION_CONFIGURATION = {
  type: 'structure',
  required: true,
  fields: {
    EventBridgeConfiguration: { type: 'structure', fields: {} },
    LambdaFunctionConfigurations: {
      type: 'list',
      of: {
        type: 'structure',
        fields: { ...COMMON, LambdaFunctionArn: { type: 'string', required: true } },
      },
    },
    TopicConfigurations: {
      type: 'list',
      of: { type: 'structure', fields: { ...COMMON, TopicArn: { type: 'string', required: true } } },
    },
  },
} as const satisfies Shape;

/** The notification configuration of a bucket, with an id for each destination. */
export type NotificationConfiguration = ValueOf<typeof NOTIFICATION_CONFIGURATION>;

type FunctionConfiguration = NonNullable<NotificationConfiguration['LambdaFunctionConfigurations']>[number];
type TopicConfiguration = NonNullable<NotificationConfiguration['TopicConfigurations']>[number];
type Destination = FunctionConfiguration | TopicConfiguration;

const destinationsOf = (configuration: NotificationConfiguration): readonly Destination[] => {
  const { LambdaFunctionConfigurations = [], TopicConfigurations = [] } = configuration;
  return [...LambdaFunctionConfigurations, ...TopicConfigurations];
};

/** Gives destinations without an id one, as S3 does. */
export function withIds(
  configuration: NotificationConfiguration,
  newId: () => string,
): NotificationConfiguration {
  const named = <D extends Destination>(all: readonly D[] | undefined): D[] | undefined =>
    all?.map((one) => ({ ...one, Id: one.Id ?? newId() }));
  return {
    ...configuration,
    LambdaFunctionConfigurations: named(configuration.LambdaFunctionConfigurations),
    TopicConfigurations: named(configuration.TopicConfigurations),
  };
}

/** Key prefix and suffix of a destination; empty without a rule. */
function affixes({ Filter }: Destination): { prefix: string; suffix: string } {
  const valueOf = (name: string): string =>
    Filter?.S3Key?.FilterRules?.find((rule) => rule.Name.toLowerCase() === name)?.Value ?? '';
  return { prefix: valueOf('prefix'), suffix: valueOf('suffix') };
}

/** Whether a configured kind of event, perhaps with `*`, has another in it. */
const covers = (kind: string, other: string): boolean =>
  kind === other || (kind.endsWith('*') && other.startsWith(kind.slice(0, -1)));

function overlap(one: Destination, other: Destination): boolean {
  const [a, b] = [affixes(one), affixes(other)];
  return (
    one.Events.some((kind) => other.Events.some((more) => covers(kind, more) || covers(more, kind))) &&
    (a.prefix.startsWith(b.prefix) || b.prefix.startsWith(a.prefix)) &&
    (a.suffix.endsWith(b.suffix) || b.suffix.endsWith(a.suffix))
  );
}

/** @throws AwsError `InvalidArgument` for destinations that would get the same event */
export function checkDistinct(configuration: NotificationConfiguration): void {
  const all = destinationsOf(configuration);
  if (all.some((one, at) => all.slice(at + 1).some((other) => overlap(one, other))))
    throw s3Error(
      'InvalidArgument',
      'Configurations overlap. Configurations on the same bucket cannot share a common event type.',
    );
}

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
 * Tells the functions and topics that want to know of a change. As on AWS a failure does not reach the caller; it
 * shows in the request log, where the call has its error.
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
        console.error(`embedded AWS: bucket ${bucket.name} could not tell`, error);
    });
  }
}

/** Keys are encoded as in a form: a space is a plus sign. */
const encodedKey = (key: string): string =>
  encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/');
