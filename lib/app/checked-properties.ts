import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { Schedule } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { checkSettings } from '@ecommerce-recommenders/shop-data/settings/check-settings';
import type { Settings } from '@ecommerce-recommenders/shop-data/settings/settings';
import { refuseTokens, refuseUnknownProperties } from './check-properties';
import { inPropertyWords, propertyOf } from './property-words';
import type { EcommerceRecommendersProps } from './shop-props';
import type { ShopSettings } from '../shop/shop-settings';
import { ShopSource } from '../shop/shop-source';
import { invalid } from '../shop/validation-error';

/** Settings whose property of the construct is an object or has another name. */
export type OfProps =
  | 'archive'
  | 'source'
  | 'sourceVersion'
  | 'kmsKeyArn'
  | 'accessLogsBucket'
  | 'logRetentionDays'
  | 'logKeyArn'
  | 'vpcId'
  | 'subnetIds'
  | 'securityGroupIds'
  | 'stage'
  | 'tags';

/** What a shop decides, checked and complete. */
export type CheckedProperties = Omit<Settings, OfProps> &
  ShopSettings &
  Pick<EcommerceRecommendersProps, 'topic'>;

/** Placeholder for the construct's path, replaced after settings' names have become properties'. */
const HERE = '\0';

/** Any bucket, for the check of a prefix: the real one may be a token. */
const ANY_BUCKET = 's3://bucket/';

/** An existing file, for the check of an archive that is not needed. */
const ANY_FILE = __filename;

/**
 * The properties of a construct, checked and completed with their defaults.
 *
 * @throws ValidationError that names the property, says what was got, what is allowed, and where to change it
 */
export function checkedProperties(scope: Construct, props: EcommerceRecommendersProps): CheckedProperties {
  const { source, encryptionKey, topic, serverAccessLogsBucket, logRetention, logEncryptionKey } = props;
  refuseUnknownProperties(scope, props);
  refuseConflicts(scope, props);
  refuseTokens(scope, props);
  const given: Partial<Record<string, unknown>> = {
    ...props,
    // Only a deployed stack needs its archive: destroying, and deploying another stack, must work without it.
    archive: source.archive !== undefined && Stack.of(scope).bundlingRequired ? source.archive : ANY_FILE,
    source: source.parts && `${ANY_BUCKET}${source.parts.prefix}`,
    sourceVersion: source.parts?.version,
    trainingTimeoutHours: props.trainingTimeout?.toHours({ integral: false }),
    retainData: props.removalPolicy !== undefined && props.removalPolicy !== RemovalPolicy.DESTROY,
    freshDataSchedule: expressionOf(props.freshDataSchedule),
    listsSchedule: expressionOf(props.listsSchedule),
    ranking: withExpression(props.ranking),
    segments: withExpression(props.segments),
    batches: withExpression(props.batches),
    stopWhenIdleHours: props.stopWhenIdle?.toHours({ integral: false }),
    dataAgeDays: props.maxDataAge?.toDays({ integral: false }),
    // Settings of the app around the construct.
    stage: undefined,
    tags: undefined,
    kmsKeyArn: undefined,
  };
  const settings = checked(scope, given);
  return {
    ...settings,
    source: source.parts ? source : ShopSource.fromArchive(settings.archive),
    encryptionKey,
    topic,
    serverAccessLogsBucket,
    logRetention,
    logEncryptionKey,
  };
}

/** A schedule as the settings write it. JavaScript may give anything, which the check of the settings then sees. */
const expressionOf = (schedule?: Schedule): unknown => schedule?.expressionString ?? schedule;

/** Options with their schedule as the settings write it; a value that is no object is left to the check of the settings. */
const withExpression = (options?: { readonly schedule?: Schedule }): unknown =>
  options instanceof Object ? { ...options, schedule: expressionOf(options.schedule) } : options;

/** Settings given as properties, checked as those of cdk.json are. */
function checked(scope: Construct, given: Partial<Record<string, unknown>>): Settings {
  try {
    return checkSettings(
      (name) => given[name],
      process.cwd(),
      (name) => `Change the property ${propertyOf(name)} of ${HERE}.`,
    );
  } catch (error) {
    const message = inPropertyWords((error as Error).message).replace(HERE, () => scope.node.path);
    throw Object.assign(invalid(scope, 'WrongProperty', message), { cause: error });
  }
}

/** What the settings of cdk.json cannot say, or say in other words. */
function refuseConflicts(scope: Construct, props: EcommerceRecommendersProps): void {
  const { source, encryptionKey, createKey, preparation, removalPolicy } = props;
  const at = scope.node.path;
  if (!(source instanceof ShopSource))
    throw invalid(
      scope,
      'NoShopSource',
      `Property source of ${at} is ${JSON.stringify(source)}. Give it ShopSource.fromArchive('shop.tar.gz') or ` +
        `ShopSource.fromBucket(bucket, 'prefix/').`,
    );
  if (encryptionKey && createKey)
    throw invalid(
      scope,
      'TwoKeys',
      `Properties encryptionKey and createKey of ${at} are both given, allowed is one of the two. Leave out createKey for ` +
        `the key that exists.`,
    );
  if (preparation === 'glue' && !source.parts)
    throw invalid(
      scope,
      'ArchiveForGlue',
      `Property preparation of ${at} is glue and its source an archive, but Glue reads CSV parts. Give it ` +
        `ShopSource.fromBucket(bucket, 'prefix/') as source, or leave out preparation.`,
    );
  if (removalPolicy === RemovalPolicy.SNAPSHOT)
    throw invalid(
      scope,
      'NoSnapshots',
      `Property removalPolicy of ${at} is snapshot, and a bucket has no snapshots. Give it RemovalPolicy.RETAIN or DESTROY.`,
    );
}
