import type { Node } from 'constructs';
import { nearestName } from '../domain/nearest-name';
import { publishedArchive } from './published-archive';
import { checkSettings, SETTING_NAMES, type Settings } from './settings';

/** Key of the settings' object in the context of `cdk.json`. */
const CONTEXT_KEY = 'ecommerceRecommenders';

const NAMES: readonly string[] = SETTING_NAMES;

/** Names that could be settings: what the CDK and its CLI keep in the context has signs in it. */
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

/** What nobody reads would leave a setting as it was, and a deployment would delete what the setting was to make. */
function refuseUnknownContext(node: Node): void {
  for (const key of Object.keys(node.getAllContext() as Record<string, unknown>)) {
    if (!LIKE_A_SETTING.test(key) || key === CONTEXT_KEY || NAMES.includes(key)) continue;
    throw new Error(
      `-c ${key} is no setting, allowed are ${NAMES.join(', ')}. Did you mean ${nearestName(key, NAMES)}? ` +
        `If nothing was passed, it is in the context of cdk.json or ~/.cdk.json.`,
    );
  }
}
