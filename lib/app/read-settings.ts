import { BUNDLING_STACKS } from 'aws-cdk-lib/cx-api';
import type { Node } from 'constructs';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { didYouMean } from '@ecommerce-recommenders/personalize/nearest-name';
import { checkSettings } from '@ecommerce-recommenders/shop-data/contracts/settings/check-settings';
import { SETTING_NAMES, type Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { settingTerms } from '@ecommerce-recommenders/shop-data/contracts/settings/terms';
import { unknownSetting } from '@ecommerce-recommenders/shop-data/contracts/settings/unknown-setting';

/** Key of the settings' object in the context of `cdk.json`. */
const CONTEXT_KEY = 'ecommerceRecommenders';

const NAMES: readonly string[] = SETTING_NAMES;

/**
 * Reads and checks the settings. `-c NAME=VALUE` takes precedence over `cdk.json`, which takes precedence over the default.
 *
 * @throws Error that says what was found, what is allowed, and what to do
 */
export function readSettings(node: Node, projectRoot: string): Settings {
  refuseUnknownContext(node);
  const inFile = settingsOfFile(node.tryGetContext(CONTEXT_KEY));
  const given = (name: keyof Settings): unknown => node.tryGetContext(name) ?? inFile[name];
  const isNeeded = !isNothingPublished(node) && (!given('source') || isThere(given('archive'), projectRoot));
  return checkSettings(
    (name) => (name === 'archive' && !isNeeded ? PLACEHOLDER : given(name)),
    projectRoot,
    settingTerms((name) => `Change it in cdk.json under ${CONTEXT_KEY}, or pass -c ${name}=VALUE.`),
  );
}

/**
 * Placeholder for an archive that is not published, since destroying, and deploying CSV parts, must work without an
 * archive. It is the main program's file, because this module has no file of its own in a bundle.
 */
const PLACEHOLDER = require.main?.filename ?? __filename;

const isThere = (file: unknown, projectRoot: string): boolean =>
  typeof file !== 'string' || existsSync(path.resolve(projectRoot, file));

function isNothingPublished(node: Node): boolean {
  const stacks: unknown = node.tryGetContext(BUNDLING_STACKS);
  return Array.isArray(stacks) && stacks.length === 0;
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
      `${CONTEXT_KEY} in cdk.json has the unknown setting ${key}, allowed are ${NAMES.join(', ')}.` +
        didYouMean(key, NAMES),
    );
  }
  return context as Record<string, unknown>;
}

/** A misspelt setting must not be ignored: the deployment would delete what it was meant to keep. */
function refuseUnknownContext(node: Node): void {
  for (const key of Object.keys(node.getAllContext() as Record<string, unknown>)) {
    const problem = key === CONTEXT_KEY ? undefined : unknownSetting(key);
    if (problem === undefined) continue;
    throw new Error(`${problem} If nothing was passed, it is in the context of cdk.json or ~/.cdk.json.`);
  }
}
