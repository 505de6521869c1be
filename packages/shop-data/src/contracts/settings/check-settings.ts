import { API_CONFLICTS } from './api-settings';
import { APP, APP_CONFLICTS, CORE_OBJECTS, SOURCES } from './app-settings';
import { BATCHES_CONFLICTS } from './batches-settings';
import { CORE, CORE_CONFLICTS, readCore, type CoreSettings } from './core-settings';
import { EXPERIMENT_CONFLICTS } from './experiment-settings';
import { FRESH_DATA_CONFLICTS } from './fresh-data-settings';
import { LISTS_CONFLICTS } from './lists-settings';
import { METRIC_ATTRIBUTION_CONFLICTS } from './metric-attribution-settings';
import { readTable, readValue } from './read-table';
import { REQUEST_RATE_CONFLICTS } from './request-rate-settings';
import { RUNNING_HOURS_CONFLICTS } from './running-hours-settings';
import { ADD_ONS, SETTINGS, type Settings, type ShopValues } from './settings';
import type { Context, Shape } from './shape';
import { PREPARATION_CONFLICTS } from './preparation-conflicts';
import { refuseConflicts, type Conflict, type Terms } from './terms';

const ADD_ON_CONFLICTS: readonly Conflict<ShopValues>[] = [
  ...FRESH_DATA_CONFLICTS,
  ...RUNNING_HOURS_CONFLICTS,
  ...LISTS_CONFLICTS,
  ...REQUEST_RATE_CONFLICTS,
  ...API_CONFLICTS,
  ...METRIC_ATTRIBUTION_CONFLICTS,
  ...EXPERIMENT_CONFLICTS,
  ...BATCHES_CONFLICTS,
];

/** Reads a raw value; `undefined` if nothing was set. */
type Raw<Name extends string> = (name: Name) => unknown;

/**
 * Checks the settings of cdk.json and the command line, and fills in the defaults.
 *
 * @throws Error that says what was found, what is allowed, and what to do
 */
export function checkSettings(raw: Raw<keyof Settings>, projectRoot: string, terms: Terms): Settings {
  const core = readCore(raw, projectRoot, terms);
  const app = readTable(
    { ...SOURCES, ...CORE_OBJECTS, ...APP },
    raw,
    { projectRoot, mapping: core.data },
    terms,
  );
  refuseConflicts(CORE_CONFLICTS, { ...core, ...app }, terms);
  refuseConflicts(PREPARATION_CONFLICTS, { ...core, ...app }, terms);
  refuseConflicts(APP_CONFLICTS, app, terms);
  const shop = checkAddOns((name) => (name === 'useCases' ? undefined : raw(name)), core, projectRoot, terms);
  return Object.freeze({ ...app, ...shop });
}

/** Settings of add-ons, and `useCases`: use cases of lists have no recommender, so the core does not know them. */
const OF_ADD_ONS = { ...ADD_ONS, useCases: CORE.useCases };

/**
 * Checks the settings of add-ons of a core, and fills in the defaults.
 *
 * @param checked - values that were already checked: those of the core, and of earlier add-ons
 * @throws Error that says what was found, what is allowed, and what to do
 */
export function checkAddOns(
  raw: Raw<keyof typeof OF_ADD_ONS>,
  checked: CoreSettings & Partial<ShopValues>,
  projectRoot: string,
  terms: Terms,
): ShopValues {
  const given = readTable(OF_ADD_ONS, raw, { projectRoot, mapping: checked.data }, terms, checked);
  // The API sends its events to the tracker, so it needs one.
  const eventTracker = given.eventTracker || given.api !== null;
  const settings = { ...checked, ...given, eventTracker };
  refuseConflicts(ADD_ON_CONFLICTS, settings, terms);
  return settings;
}

/**
 * Checks one setting on its own; `undefined` means its default.
 *
 * @throws Error that says what was found, what is allowed, and what to do
 */
export const checkSetting = <Name extends keyof Settings>(
  name: Name,
  raw: unknown,
  context: Context,
  terms: Terms,
): Settings[Name] =>
  readValue(
    SETTINGS[name].shape as Shape<unknown>,
    raw ?? SETTINGS[name].default,
    name,
    context,
    terms,
  ) as Settings[Name];
