import type { Schedule } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { checkSettings } from '@ecommerce-recommenders/shop-data/contracts/settings/check-settings';
import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { inPropertyWords, type PropertyNames } from './property-words';
import { invalid } from './validation-error';

/** What constructs of a shop were given, in the form of settings. */
export type Given = { readonly [Name in keyof Settings]?: unknown };

/** Properties of the core that are not named like their settings, by setting. */
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

/** Placeholder for the construct's path, replaced after settings' names have become properties'. */
const HERE = '\0';

/**
 * Settings of constructs, checked and complete.
 *
 * @param checked by constructs before: only their combination with what is given is checked
 * @throws ValidationError in the words of the construct
 */
export function checkedGiven(
  scope: Construct,
  given: Given,
  names: PropertyNames,
  checked?: Partial<Settings>,
): Settings {
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
      checked,
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
