import type { Shape, ValueOf } from '../../gateway/shape';
import { s3Error } from './s3-errors';

/** Kinds of changes. Post never happens here: there are no form uploads. */
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
/** A topic among the destinations. */
export type TopicConfiguration = NonNullable<NotificationConfiguration['TopicConfigurations']>[number];
/** A destination, and the changes that it is notified of. */
export type Destination = FunctionConfiguration | TopicConfiguration;

/** All destinations of a bucket. */
export const destinationsOf = (configuration: NotificationConfiguration): readonly Destination[] => {
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
export function affixes({ Filter }: Destination): { prefix: string; suffix: string } {
  const valueOf = (name: string): string =>
    Filter?.S3Key?.FilterRules?.find((rule) => rule.Name.toLowerCase() === name)?.Value ?? '';
  return { prefix: valueOf('prefix'), suffix: valueOf('suffix') };
}

/** Whether a configured kind of event, which may end in `*`, includes another. */
export const covers = (kind: string, other: string): boolean =>
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
