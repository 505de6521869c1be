import type { Schedule } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { checkSettings } from '@ecommerce-recommenders/shop-data/settings/check-settings';
import type { Settings } from '@ecommerce-recommenders/shop-data/settings/settings';
import { inPropertyWords, type PropertyNames } from './property-words';
import { refuseTokens, refuseUnknownProperties, type KnownProperties } from './refuse-properties';
import { invalid } from './validation-error';

/** What constructs of a shop were given, in the form of settings. */
export type Given = { readonly [Name in keyof Settings]?: unknown };

/** The properties of a construct, and the settings that they stand for. */
export interface PropertyRules<Props> {
  readonly properties: KnownProperties<Props>;
  readonly names: PropertyNames;
}

/** Properties of the core by the settings that they are named differently from. */
export const CORE_NAMES = {
  archive: 'source',
  sourceVersion: 'source',
  trainingTimeoutHours: 'trainingTimeout',
  kmsKeyArn: 'encryptionKey',
  retainData: 'removalPolicy',
  accessLogsBucket: 'serverAccessLogsBucket',
  logRetentionDays: 'logRetention',
  logKeyArn: 'logEncryptionKey',
  vpcId: 'vpc',
  subnetIds: 'vpcSubnets',
  securityGroupIds: 'securityGroups',
} as const satisfies PropertyNames;

/**
 * The settings that an add-on has from its properties, checked together with what the constructs that it takes were given.
 *
 * @param given the settings of those constructs and its own
 * @throws ValidationError that names the property, says what was got, what is allowed, and where to change it
 */
export function checkedAddOn<Props extends object>(
  scope: Construct,
  props: Props,
  { properties, names }: PropertyRules<Props>,
  given: Given,
): Settings {
  refuseUnknownProperties(scope, props, properties);
  refuseTokens(scope, props, properties);
  return checkedGiven(scope, given, { ...CORE_NAMES, ...names });
}

/** Placeholder for the construct's path, replaced after settings' names have become properties'. */
const HERE = '\0';

/**
 * Settings of constructs, checked and complete.
 *
 * @throws ValidationError in the words of the construct
 */
export function checkedGiven(scope: Construct, given: Given, names: PropertyNames): Settings {
  try {
    return checkSettings(
      (name) => given[name],
      process.cwd(),
      (name) => {
        const property = names[name as keyof Settings] ?? name;
        return property === ''
          ? `Change the properties of ${HERE}.`
          : `Change the property ${property} of ${HERE}.`;
      },
    );
  } catch (error) {
    const message = inPropertyWords((error as Error).message, names, HERE);
    const problem = message.includes(HERE) ? message : `${HERE}: ${message}`;
    const inWords = invalid(scope, 'WrongProperty', problem.replaceAll(HERE, scope.node.path));
    throw Object.assign(inWords, { cause: error });
  }
}

/** A schedule as the settings write it. JavaScript may give anything, which the check of the settings then sees. */
export const expressionOf = (schedule?: Schedule): unknown => schedule?.expressionString ?? schedule;
