import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { ShopUseCases } from '@ecommerce-recommenders/shop-data/contracts/recommender-options';
import {
  PARTS,
  SETTINGS,
  type Settings,
} from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { checkedGiven, CORE_NAMES, type Given } from './checked-props';
import type { EcommerceRecommendersProps } from './ecommerce-recommenders-props';
import type { PropertyNames } from './property-words';
import { refuseTokens, refuseUnknownProperties, type KnownProperties } from './refuse-properties';
import type { ShopSettings } from './shop-settings';
import { ShopSource } from './shop-source';
import { invalid } from './validation-error';

const PROPERTIES: KnownProperties<EcommerceRecommendersProps> = {
  source: 'object',
  data: 'value',
  maxBadRows: 'value',
  preparation: 'value',
  glueWorkers: 'value',
  holdout: 'value',
  holdoutBy: 'value',
  eventTypes: 'value',
  useCases: 'value',
  trainingTimeout: 'value',
  encryptionKey: 'object',
  createKey: 'value',
  versioned: 'value',
  serverAccessLogsBucket: 'object',
  logRetention: 'object',
  logEncryptionKey: 'object',
  vpc: 'object',
  vpcSubnets: 'object',
  securityGroups: 'object',
  removalPolicy: 'object',
  analysts: 'object',
  analystsMayDelete: 'value',
  force: 'value',
};

/** The properties of the core, checked and complete. */
export interface CheckedCore {
  readonly settings: ShopSettings;
  /** Use cases that get a recommender; none where all are left to lists. */
  readonly useCases: ShopUseCases;
  /** The same in the form of settings, for the checks of add-ons. */
  readonly checked: Settings;
}

/** Any bucket, for the check of a prefix: the real one may be a token. */
const ANY_BUCKET = 's3://bucket/';

/** Any key, for the check that there is one: the ARN of the real one may be a token. */
const ANY_KEY = 'arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000';

/** An existing file, for the check of an archive that is not needed. */
const ANY_FILE = __filename;

/**
 * The properties of the core, checked and completed with their defaults.
 *
 * @throws ValidationError that names the property, says what was got, what is allowed, and where to change it
 */
export function checkedCore(scope: Construct, props: EcommerceRecommendersProps): CheckedCore {
  const { source, encryptionKey, serverAccessLogsBucket, logRetention, logEncryptionKey } = props;
  refuseUnknownProperties(scope, props, PROPERTIES, remedyOfSetting);
  refuseConflicts(scope, props);
  const { archive, parts } = source;
  const ofSource = { archive, prefix: parts?.prefix, version: parts?.version };
  refuseTokens(scope, { ...props, source: ofSource }, { ...PROPERTIES, source: 'value' });
  const { data, maxBadRows, preparation, glueWorkers, holdout, holdoutBy, eventTypes } = props;
  const { createKey, versioned, force } = props;
  const isWithoutLive = isEmpty(props.useCases);
  const given: Given = {
    ...{ data, maxBadRows, preparation, glueWorkers, holdout, holdoutBy, eventTypes },
    ...{ createKey, versioned, force },
    // Without live use cases, all are served by lists.
    ...(isWithoutLive ? { serving: 'lists' } : { useCases: props.useCases }),
    archive: ANY_FILE,
    source: parts && `${ANY_BUCKET}${parts.prefix}`,
    sourceVersion: parts?.version,
    kmsKeyArn: encryptionKey && ANY_KEY,
    trainingTimeoutHours: props.trainingTimeout?.toHours({ integral: false }),
    retainData: props.removalPolicy !== undefined && props.removalPolicy !== RemovalPolicy.DESTROY,
  };
  // Only a deployed stack needs its archive: destroying, and deploying another stack, must work without it.
  const isNeeded = archive !== undefined && Stack.of(scope).bundlingRequired;
  const checked = checkedGiven(scope, isNeeded ? { ...given, archive } : given, CORE_NAMES);
  return {
    settings: {
      ...checked,
      source: parts ? source : ShopSource.fromArchive(checked.archive),
      ...{ encryptionKey, serverAccessLogsBucket, logRetention, logEncryptionKey },
    },
    useCases: isWithoutLive ? new Map() : checked.useCases,
    checked,
  };
}

const isEmpty = (useCases: EcommerceRecommendersProps['useCases']): boolean =>
  useCases !== undefined &&
  (Array.isArray(useCases)
    ? useCases.length
    : useCases instanceof Map
      ? useCases.size
      : Object.keys(useCases).length) === 0;

/** Settings of the app around the construct, and their equivalents in a host's app. */
const OF_THE_APP: Readonly<Record<string, string>> = {
  stage: 'Name the stack instead.',
  tags: 'Use Tags.of(…).add(…) instead.',
};

/** What to do about a property with the name of a setting. */
function remedyOfSetting(name: string): string | undefined {
  if (!Object.hasOwn(SETTINGS, name)) return undefined;
  const renamed: PropertyNames = CORE_NAMES;
  const property = renamed[name as keyof Settings];
  if (property !== undefined) return `The property is called ${property}.`;
  if (Object.hasOwn(OF_THE_APP, name)) return `It is a setting of the app. ${OF_THE_APP[name]}`;
  const { of } = SETTINGS[name as keyof Settings];
  return of === 'core' || of === 'app'
    ? undefined
    : `It is a setting of an add-on (${PARTS[of].en}), a construct that takes the shop: docs/calling.md lists them.`;
}

/** What the settings of cdk.json cannot say. */
function refuseConflicts(scope: Construct, props: EcommerceRecommendersProps): void {
  const { source, removalPolicy } = props;
  const at = scope.node.path;
  if (!(source instanceof ShopSource))
    throw invalid(
      scope,
      'NoShopSource',
      `Property source of ${at} is ${JSON.stringify(source)}. Give it ShopSource.fromArchive('shop.tar.gz') or ` +
        `ShopSource.fromBucket(bucket, 'prefix/').`,
    );
  if (removalPolicy === RemovalPolicy.SNAPSHOT)
    throw invalid(
      scope,
      'NoSnapshots',
      `Property removalPolicy of ${at} is snapshot, and a bucket has no snapshots. Give it RemovalPolicy.RETAIN or DESTROY.`,
    );
}
