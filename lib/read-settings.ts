import { BUNDLING_STACKS } from 'aws-cdk-lib/cx-api';
import type { Construct, Node } from 'constructs';
import { nearestName } from '@ecommerce-recommenders/personalize/nearest-name';
import type { RecommenderOptions } from '@ecommerce-recommenders/shop-data/recommender-options';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { ShopUseCases } from '@ecommerce-recommenders/shop-data/recommender-options';
import type { NetworkProps } from './network';
import {
  areChecked,
  checkSettings,
  SETTING_NAMES,
  type Settings,
} from '@ecommerce-recommenders/shop-data/settings/settings';

/** Settings that are no properties of the construct: they concern the stack around it and the commands of this project. */
type OfTheStack = 'stage' | 'tags' | 'stackTags' | 'force';

/** The archive of a shop, and the settings that differ from their defaults; see {@link Settings}. All are checked at synth. */
export interface EcommerceRecommendersProps
  extends NetworkProps, Partial<Omit<Settings, 'archive' | 'useCases' | OfTheStack>> {
  /** Archive with items.csv, users.csv and interactions.csv; a relative path starts where the app runs. */
  readonly archive: string;
  /**
   * Recommenders to train: a list of use cases, or an object from each to its options.
   *
   * @default - all but recommended-for-you
   */
  readonly useCases?:
    readonly UseCaseName[] | Partial<Record<UseCaseName, RecommenderOptions>> | ShopUseCases;
}

/** Key of the settings' object in the context of `cdk.json`. */
const CONTEXT_KEY = 'ecommerceRecommenders';

const NAMES: readonly string[] = SETTING_NAMES;

/** Names that could be settings: context keys of the CDK and its CLI contain other characters. */
const LIKE_A_SETTING = /^[A-Za-z]\w*$/;

/**
 * Reads and checks the settings: `-c NAME=VALUE` first, then `cdk.json`, then the default.
 *
 * @throws an error that says what was got, what is allowed, and what to do
 */
export function readSettings(node: Node, projectRoot: string): Settings {
  refuseUnknownContext(node);
  const inFile = settingsOfFile(node.tryGetContext(CONTEXT_KEY));
  return checkSettings(
    (name) => {
      const got: unknown = node.tryGetContext(name) ?? inFile[name];
      return name === 'archive' ? publishedArchive(node, got) : got;
    },
    projectRoot,
    (name) => `Change it in cdk.json under ${CONTEXT_KEY}, or pass -c ${name}=VALUE.`,
  );
}

/**
 * The settings of a construct: its properties, checked unless they are settings that were checked before.
 *
 * @throws an error that names the property, says what was got, what is allowed, and where to change it
 */
export function settingsOfProps(scope: Construct, props: EcommerceRecommendersProps): Settings {
  if (areChecked(props)) return props;
  const given: Partial<Record<string, unknown>> = {
    ...props,
    archive: publishedArchive(scope.node, props.archive),
  };
  return checkSettings(
    (name) => given[name],
    process.cwd(),
    (name) => `Change the property ${name} of ${scope.node.path}.`,
  );
}

/** Stands in for an archive that is not published. */
const STAND_IN = __filename;

/** The archive; a stand-in for commands that publish none, since destroy must work without the archive. */
function publishedArchive(node: Node, archive: unknown): unknown {
  const stacks: unknown = node.tryGetContext(BUNDLING_STACKS);
  return Array.isArray(stacks) && stacks.length === 0 ? STAND_IN : archive;
}

function settingsOfFile(context: unknown): Readonly<Record<string, unknown>> {
  if (context === undefined) return {};
  if (typeof context !== 'object' || context === null || Array.isArray(context)) {
    throw new Error(
      `${CONTEXT_KEY} in cdk.json is ${JSON.stringify(context)}, allowed is an object of settings. ` +
        `Override a single one with -c NAME=VALUE.`,
    );
  }
  for (const key of Object.keys(context)) {
    if (NAMES.includes(key)) continue;
    throw new Error(
      `${CONTEXT_KEY} in cdk.json has the unknown setting ${key}, allowed are ${NAMES.join(', ')}. ` +
        `Did you mean ${nearestName(key, NAMES)}?`,
    );
  }
  return context as Record<string, unknown>;
}

/** If a misspelt setting were ignored, a deployment would delete what the setting was to keep. */
function refuseUnknownContext(node: Node): void {
  for (const key of Object.keys(node.getAllContext() as Record<string, unknown>)) {
    if (!LIKE_A_SETTING.test(key) || key === CONTEXT_KEY || NAMES.includes(key)) continue;
    throw new Error(
      `-c ${key} is no setting, allowed are ${NAMES.join(', ')}. Did you mean ${nearestName(key, NAMES)}? ` +
        `If nothing was passed, it is in the context of cdk.json or ~/.cdk.json.`,
    );
  }
}
