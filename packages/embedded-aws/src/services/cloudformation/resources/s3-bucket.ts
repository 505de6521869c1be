import type { Fields, InputOf } from '../../../gateway/shape';
import type { AwsCall } from '../../../platform';
import { TAG_LIST } from '../../../tags';
import { changedProperties } from '../engine/changes-of';
import { documentText, POLICY_DOCUMENT } from './template-properties';
import { resourceType } from './resource-type';
import { unlessGone } from './unless-gone';

/** Supported bucket properties; CloudFormation's others are rejected by name. */
const TRANSITION_FIELDS = {
  StorageClass: { type: 'string', required: true },
  TransitionInDays: { type: 'integer' },
} as const satisfies Fields;

const NOTIFICATION_FIELDS = {
  Event: { type: 'string', required: true },
  Filter: {
    type: 'structure',
    fields: {
      S3Key: {
        type: 'structure',
        required: true,
        fields: {
          Rules: {
            type: 'list',
            required: true,
            of: {
              type: 'structure',
              fields: {
                Name: { type: 'string', required: true },
                Value: { type: 'string', required: true },
              },
            },
          },
        },
      },
    },
  },
} as const satisfies Fields;

const BUCKET_PROPERTIES = {
  AccessControl: {
    type: 'string',
    subset: [
      'Private',
      'PublicRead',
      'PublicReadWrite',
      'AuthenticatedRead',
      'LogDeliveryWrite',
      'BucketOwnerFullControl',
    ],
  },
  BucketName: { type: 'string' },
  BucketEncryption: {
    type: 'structure',
    fields: {
      ServerSideEncryptionConfiguration: {
        type: 'list',
        required: true,
        of: {
          type: 'structure',
          fields: {
            ServerSideEncryptionByDefault: {
              type: 'structure',
              fields: {
                SSEAlgorithm: { type: 'string', required: true, subset: ['AES256', 'aws:kms'] },
                KMSMasterKeyID: { type: 'string' },
              },
            },
            BucketKeyEnabled: { type: 'boolean' },
          },
        },
      },
    },
  },
  LifecycleConfiguration: {
    type: 'structure',
    fields: {
      Rules: {
        type: 'list',
        required: true,
        of: {
          type: 'structure',
          fields: {
            Id: { type: 'string' },
            Status: { type: 'string', required: true, enum: ['Enabled', 'Disabled'] },
            Prefix: { type: 'string' },
            ObjectSizeGreaterThan: { type: 'string' },
            ObjectSizeLessThan: { type: 'string' },
            TagFilters: { type: 'list', of: TAG_LIST.of },
            ExpirationDate: { type: 'string' },
            ExpirationInDays: { type: 'integer' },
            ExpiredObjectDeleteMarker: { type: 'boolean' },
            Transitions: {
              type: 'list',
              of: { type: 'structure', fields: { ...TRANSITION_FIELDS, TransitionDate: { type: 'string' } } },
            },
            NoncurrentVersionTransitions: {
              type: 'list',
              of: {
                type: 'structure',
                fields: { ...TRANSITION_FIELDS, NewerNoncurrentVersions: { type: 'integer' } },
              },
            },
            NoncurrentVersionExpiration: {
              type: 'structure',
              fields: { NoncurrentDays: { type: 'integer' }, NewerNoncurrentVersions: { type: 'integer' } },
            },
            AbortIncompleteMultipartUpload: {
              type: 'structure',
              fields: { DaysAfterInitiation: { type: 'integer', required: true } },
            },
          },
        },
      },
    },
  },
  LoggingConfiguration: {
    type: 'structure',
    fields: {
      DestinationBucketName: { type: 'string' },
      LogFilePrefix: { type: 'string' },
      TargetObjectKeyFormat: {
        type: 'structure',
        fields: {
          SimplePrefix: { type: 'structure', fields: {} },
          PartitionedPrefix: {
            type: 'structure',
            fields: { PartitionDateSource: { type: 'string' } },
          },
        },
      },
    },
  },
  NotificationConfiguration: {
    type: 'structure',
    fields: {
      EventBridgeConfiguration: {
        type: 'structure',
        fields: { EventBridgeEnabled: { type: 'boolean' } },
      },
      LambdaConfigurations: {
        type: 'list',
        of: {
          type: 'structure',
          fields: { ...NOTIFICATION_FIELDS, Function: { type: 'string', required: true } },
        },
      },
      TopicConfigurations: {
        type: 'list',
        of: {
          type: 'structure',
          fields: { ...NOTIFICATION_FIELDS, Topic: { type: 'string', required: true } },
        },
      },
    },
  },
  OwnershipControls: {
    type: 'structure',
    fields: {
      Rules: {
        type: 'list',
        required: true,
        of: { type: 'structure', fields: { ObjectOwnership: { type: 'string', required: true } } },
      },
    },
  },
  PublicAccessBlockConfiguration: {
    type: 'structure',
    fields: {
      BlockPublicAcls: { type: 'boolean' },
      BlockPublicPolicy: { type: 'boolean' },
      IgnorePublicAcls: { type: 'boolean' },
      RestrictPublicBuckets: { type: 'boolean' },
    },
  },
  Tags: TAG_LIST,
  VersioningConfiguration: {
    type: 'structure',
    fields: { Status: { type: 'string', required: true, enum: ['Enabled', 'Suspended'] } },
  },
} as const satisfies Fields;

type BucketProperties = InputOf<typeof BUCKET_PROPERTIES>;
type Value<Name extends keyof BucketProperties> = NonNullable<BucketProperties[Name]>;

/** Maps a bucket property to S3 calls. */
interface Aspect<Name extends keyof BucketProperties> {
  readonly put: string;
  readonly input: (value: Value<Name>, bucket: string) => object;
  /** Operation that removes the setting, or input that resets it. */
  readonly clear: string | object;
}

const ASPECTS: { readonly [Name in Exclude<keyof BucketProperties, 'BucketName'>]-?: Aspect<Name> } = {
  AccessControl: {
    put: 'PutBucketAcl',
    // Applies to objects only.
    input: (acl) => ({ ACL: acl === 'BucketOwnerFullControl' ? 'private' : kebabCase(acl) }),
    clear: { ACL: 'private' },
  },
  BucketEncryption: {
    put: 'PutBucketEncryption',
    input: ({ ServerSideEncryptionConfiguration: rules }) => ({
      ServerSideEncryptionConfiguration: {
        Rules: rules.map(({ ServerSideEncryptionByDefault, ...rule }) => ({
          ...rule,
          ApplyServerSideEncryptionByDefault: ServerSideEncryptionByDefault,
        })),
      },
    }),
    clear: {
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
    },
  },
  LifecycleConfiguration: {
    put: 'PutBucketLifecycleConfiguration',
    input: ({ Rules }) => ({
      LifecycleConfiguration: {
        Rules: Rules.map(lifecycleRule),
      },
    }),
    clear: 'DeleteBucketLifecycle',
  },
  LoggingConfiguration: {
    put: 'PutBucketLogging',
    input: ({ DestinationBucketName: TargetBucket, LogFilePrefix = '', TargetObjectKeyFormat }, bucket) => ({
      BucketLoggingStatus: {
        LoggingEnabled: {
          TargetBucket: TargetBucket ?? bucket,
          TargetPrefix: LogFilePrefix,
          TargetObjectKeyFormat,
        },
      },
    }),
    clear: { BucketLoggingStatus: {} },
  },
  NotificationConfiguration: {
    put: 'PutBucketNotificationConfiguration',
    // Enabled by default.
    input: ({ EventBridgeConfiguration, LambdaConfigurations, TopicConfigurations }) => ({
      NotificationConfiguration: {
        ...(EventBridgeConfiguration &&
          EventBridgeConfiguration.EventBridgeEnabled !== false && { EventBridgeConfiguration: {} }),
        ...(LambdaConfigurations && {
          LambdaFunctionConfigurations: LambdaConfigurations.map(
            ({ Function: LambdaFunctionArn, ...one }) => ({
              ...notification(one),
              LambdaFunctionArn,
            }),
          ),
        }),
        ...(TopicConfigurations && {
          TopicConfigurations: TopicConfigurations.map(({ Topic: TopicArn, ...one }) => ({
            ...notification(one),
            TopicArn,
          })),
        }),
      },
    }),
    clear: { NotificationConfiguration: {} },
  },
  OwnershipControls: {
    put: 'PutBucketOwnershipControls',
    input: (OwnershipControls) => ({ OwnershipControls }),
    clear: { OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] } },
  },
  PublicAccessBlockConfiguration: {
    put: 'PutPublicAccessBlock',
    input: (PublicAccessBlockConfiguration) => ({ PublicAccessBlockConfiguration }),
    clear: 'DeletePublicAccessBlock',
  },
  Tags: {
    put: 'PutBucketTagging',
    input: (TagSet) => ({ Tagging: { TagSet } }),
    clear: 'DeleteBucketTagging',
  },
  VersioningConfiguration: {
    put: 'PutBucketVersioning',
    input: (VersioningConfiguration) => ({ VersioningConfiguration }),
    clear: { VersioningConfiguration: { Status: 'Suspended' } },
  },
};

type LifecycleRule = Value<'LifecycleConfiguration'>['Rules'][number];

/** Converts a lifecycle rule to S3's input. */
function lifecycleRule(rule: LifecycleRule): object {
  const { Id, Prefix, ObjectSizeGreaterThan, ObjectSizeLessThan, TagFilters = [], ...others } = rule;
  const { ExpirationDate: Date, ExpirationInDays: Days, ExpiredObjectDeleteMarker, ...rest } = others;
  const sizes = {
    ...(ObjectSizeGreaterThan !== undefined && { ObjectSizeGreaterThan: Number(ObjectSizeGreaterThan) }),
    ...(ObjectSizeLessThan !== undefined && { ObjectSizeLessThan: Number(ObjectSizeLessThan) }),
  };
  const expiration = {
    ...(Date !== undefined && { Date }),
    ...(Days !== undefined && { Days }),
    ...(ExpiredObjectDeleteMarker !== undefined && { ExpiredObjectDeleteMarker }),
  };
  const isPlain = TagFilters.length === 0 && Object.keys(sizes).length === 0;
  return {
    ...rest,
    Transitions: rule.Transitions?.map(({ TransitionInDays, TransitionDate, ...one }) => ({
      ...one,
      Days: TransitionInDays,
      Date: TransitionDate,
    })),
    NoncurrentVersionTransitions: rule.NoncurrentVersionTransitions?.map(
      ({ TransitionInDays: NoncurrentDays, ...one }) => ({ ...one, NoncurrentDays }),
    ),
    ...(Id !== undefined && { ID: Id }),
    Filter: isPlain
      ? { Prefix: Prefix ?? '' }
      : { And: { ...(Prefix !== undefined && { Prefix }), Tags: TagFilters, ...sizes } },
    ...(Object.keys(expiration).length > 0 && { Expiration: expiration }),
  };
}

/** `PublicRead`, as S3 spells it: `public-read`. */
const kebabCase = (name: string): string => name.replace(/\B[A-Z]/g, '-$&').toLowerCase();

/** Converts events and filter of a destination to S3's input. */
const notification = ({ Event, Filter }: InputOf<typeof NOTIFICATION_FIELDS>): object => ({
  Events: [Event],
  ...(Filter && { Filter: { S3Key: { FilterRules: Filter.S3Key.Rules } } }),
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html */
export const s3Bucket = resourceType({
  properties: BUCKET_PROPERTIES,
  createOnly: ['BucketName'],
  create: async (properties, { aws, initiated, newName, platform: { region } }) => {
    const Bucket = properties.BucketName ?? newName({ maxLength: 63, lowerCase: true });
    const place = region !== 'us-east-1' && { CreateBucketConfiguration: { LocationConstraint: region } };
    await aws('s3', 'CreateBucket', { Bucket, ...place });
    initiated(Bucket);
    await applyAspects(Bucket, {}, properties, aws);
    return {
      physicalId: Bucket,
      attributes: {
        Arn: `arn:aws:s3:::${Bucket}`,
        DomainName: `${Bucket}.s3.amazonaws.com`,
        DualStackDomainName: `${Bucket}.s3.dualstack.${region}.amazonaws.com`,
        RegionalDomainName: `${Bucket}.s3.${region}.amazonaws.com`,
      },
    };
  },
  update: (properties, { physicalId, previous, aws }) => applyAspects(physicalId, previous, properties, aws),
  remove: (Bucket, { aws }) => unlessGone(aws('s3', 'DeleteBucket', { Bucket })),
});

/** An ACL needs the ownership and the public access block that allow it. */
const rank = (name: keyof BucketProperties): number => (name === 'AccessControl' ? 1 : 0);

async function applyAspects(
  Bucket: string,
  before: Partial<BucketProperties>,
  after: BucketProperties,
  aws: AwsCall,
): Promise<void> {
  const changed = changedProperties(before, after) as (keyof BucketProperties)[];
  for (const name of changed.sort((a, b) => rank(a) - rank(b))) {
    if (name === 'BucketName') continue;
    const { put, input, clear } = ASPECTS[name] as Aspect<typeof name>;
    const value = after[name];
    if (value !== undefined) await aws('s3', put, { Bucket, ...input(value as never, Bucket) });
    else if (typeof clear === 'string') await aws('s3', clear, { Bucket });
    else await aws('s3', put, { Bucket, ...clear });
  }
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html */
export const s3BucketPolicy = resourceType({
  properties: { Bucket: { type: 'string', required: true }, PolicyDocument: POLICY_DOCUMENT },
  createOnly: ['Bucket'],
  create: async ({ Bucket, PolicyDocument }, { aws }) => {
    await aws('s3', 'PutBucketPolicy', { Bucket, Policy: documentText(PolicyDocument) });
    return { physicalId: Bucket };
  },
  update: async ({ Bucket, PolicyDocument }, { aws }) => {
    await aws('s3', 'PutBucketPolicy', { Bucket, Policy: documentText(PolicyDocument) });
  },
  remove: (Bucket, { aws }) => unlessGone(aws('s3', 'DeleteBucketPolicy', { Bucket })),
});
