import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import {
  CORE_CONFLICTS,
  readCore,
  type CoreSettings,
} from '@ecommerce-recommenders/shop-data/contracts/settings/core-settings';
import { readValue } from '@ecommerce-recommenders/shop-data/contracts/settings/read-table';
import { FLAG } from '@ecommerce-recommenders/shop-data/contracts/settings/shape';
import { ARCHIVE, PREFIX, VERSION } from '@ecommerce-recommenders/shop-data/contracts/settings/source-kinds';
import { refuseConflicts } from '@ecommerce-recommenders/shop-data/contracts/settings/terms';
import type { EcommerceRecommendersProps } from './ecommerce-recommenders-props';
import {
  givenBy,
  propertyNames,
  refuseTokens,
  refuseUnknownProperties,
  type PropertyRules,
} from './property-rules';
import { asProperties, propertyTerms, type PropertyNames } from './property-terms';
import type { RecommendersProps } from './recommenders';
import type { ShopDataProps } from './shop-data';
import type { ShopSettings } from './shop-settings';
import type { ProfiledSettings } from './source';
import { invalid } from './validation-error';

/** The core settings that some part of the core takes. A rule for a property that is passed to no part does not compile. */
type Taken = keyof CoreSettings & (keyof ShopDataProps | keyof ProfiledSettings | keyof RecommendersProps);

const RULES: PropertyRules<EcommerceRecommendersProps, Taken> = {
  source: 'object',
  data: 'data',
  maxBadRows: 'maxBadRows',
  preparation: 'preparation',
  glueWorkers: 'glueWorkers',
  holdout: 'holdout',
  holdoutBy: 'holdoutBy',
  eventTypes: 'eventTypes',
  useCases: 'useCases',
  trainingTimeout: 'trainingTimeoutHours',
  encryptionKey: 'object',
  createKey: 'createKey',
  versioned: 'versioned',
  serverAccessLogsBucket: 'object',
  logRetention: 'object',
  logEncryptionKey: 'object',
  vpc: 'object',
  vpcSubnets: 'object',
  securityGroups: 'object',
  removalPolicy: 'object',
  analysts: 'object',
  analystsMayDelete: FLAG,
  force: 'force',
};

/** Names of the core's properties by their settings. */
export const CORE_NAMES: PropertyNames = {
  ...propertyNames(RULES),
  archive: 'source',
  sourceVersion: 'source',
  kmsKeyArn: 'encryptionKey',
  retainData: 'removalPolicy',
  accessLogsBucket: 'serverAccessLogsBucket',
  logRetentionDays: 'logRetention',
  logKeyArn: 'logEncryptionKey',
  vpcId: 'vpc',
  subnetIds: 'vpcSubnets',
  securityGroupIds: 'securityGroups',
};

/** Settings of the app, with what replaces each in another CDK app. */
const OF_THE_APP: Readonly<Record<string, string>> = {
  stage: 'Name the stack instead.',
  tags: 'Use Tags.of(…).add(…) instead.',
};

const ADD_ONS = ' Add-ons are constructs of their own, which take the shop: docs/calling.md lists them.';

/** The properties of the core, checked and complete. */
export interface CheckedCore {
  readonly settings: ShopSettings;
  /** Values that add-ons are checked against. Without use cases, all use cases count as served from lists. */
  readonly checked: CoreSettings;
}

/**
 * Checks the properties of the core, and fills in the defaults.
 *
 * @throws ValidationError that names the property, the value found, the allowed values, and where to change it
 */
export function checkedCore(scope: Construct, props: EcommerceRecommendersProps): CheckedCore {
  const { source, encryptionKey, serverAccessLogsBucket, logRetention, logEncryptionKey, removalPolicy } =
    props;
  refuseUnknownProperties(scope, props, RULES, remedyOfSetting, ADD_ONS);
  refuseObjects(scope, props);
  const { archive, parts } = source;
  const ofSource = { archive, prefix: parts?.prefix, version: parts?.version };
  refuseTokens(scope, { ...props, source: ofSource }, { ...RULES, source: 'value' });
  const terms = propertyTerms(scope, CORE_NAMES);
  const given = givenBy(scope, props, RULES);
  return asProperties(scope, () => {
    // Without recommenders, all use cases are served from lists.
    const isWithoutLive = isEmpty(props.useCases);
    const read = readCore(
      (name) => (name === 'useCases' && isWithoutLive ? undefined : given[name]),
      process.cwd(),
      terms,
    );
    const checked = isWithoutLive ? { ...read, useCases: new Map() } : read;
    refuseConflicts(CORE_CONFLICTS, { ...checked, kmsKeyArn: encryptionKey }, terms);
    const context = { projectRoot: process.cwd(), mapping: checked.data };
    if (parts) {
      readValue(PREFIX, parts.prefix, 'source', context, terms);
      readValue(VERSION, parts.version ?? '', 'source', context, terms);
    }
    // Only a deployment of this stack needs the archive: destroying it, or deploying another stack, must work without.
    const isNeeded = !parts && Stack.of(scope).bundlingRequired;
    const settings = {
      ...checked,
      place: parts
        ? { parts }
        : { archive: isNeeded ? readValue(ARCHIVE, archive, 'source', context, terms) : __filename },
      ...{ encryptionKey, serverAccessLogsBucket, logRetention, logEncryptionKey },
      retainData: removalPolicy !== undefined && removalPolicy !== RemovalPolicy.DESTROY,
    };
    return { settings, checked };
  });
}

const isEmpty = (useCases: EcommerceRecommendersProps['useCases']): boolean =>
  useCases !== undefined &&
  (Array.isArray(useCases)
    ? useCases.length
    : useCases instanceof Map
      ? useCases.size
      : Object.keys(useCases).length) === 0;

/** What to do about a property that has the name of a setting. */
function remedyOfSetting(name: string): string | undefined {
  if (Object.hasOwn(CORE_NAMES, name)) return `The property is called ${CORE_NAMES[name]}.`;
  if (Object.hasOwn(OF_THE_APP, name)) return `It is a setting of the app. ${OF_THE_APP[name]}`;
  return undefined;
}

/** Checks the properties whose values are objects, which cdk.json cannot have. */
function refuseObjects(scope: Construct, props: EcommerceRecommendersProps): void {
  const { source, removalPolicy } = props;
  const at = scope.node.path;
  if (typeof source?.profile !== 'function')
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
