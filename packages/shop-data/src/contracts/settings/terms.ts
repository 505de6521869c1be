/** How messages name settings: as cdk.json and the command line do, or as properties of a construct. Both use the same checks. */
export interface Terms {
  /** Name at the beginning of a sentence: `Setting useCases`, `Property useCases`. */
  readonly The: (setting: string) => string;
  /** Name within a sentence: `useCases`. */
  readonly name: (setting: string) => string;
  /** The verb that precedes {@link set}. */
  readonly Pass: string;
  /** How to set a value: `-c holdout=0.1`, `holdout: 0.1`. Without a value, the part before it. */
  readonly set: (setting: string, value?: string | number | boolean) => string;
  /** How to unset it: `-c notify=`, `no notify`. */
  readonly unset: (setting: string) => string;
  /** The place with which {@link readTable} starts for a setting. */
  readonly place: (setting: string) => string;
  /** The message for a problem of one value, with the remedy. @param problem - begins with the place */
  readonly problem: (setting: string, problem: string) => string;
  /** The message for a conflict of values, with where to change them. */
  readonly conflict: (conflict: string) => string;
}

/** Returns a sentence that says how to change one setting. */
export type Remedy = (setting: string) => string;

/** The terms of cdk.json and the command line. */
export const settingTerms = (remedy: Remedy): Terms => ({
  The: (setting) => `Setting ${setting}`,
  name: (setting) => setting,
  Pass: 'Pass',
  set: (setting, value = '') => `-c ${setting}=${value}`,
  unset: (setting) => `-c ${setting}=`,
  place: (setting) => setting,
  problem: (setting, problem) => `Setting ${problem} ${remedy(setting)}`,
  conflict: (conflict) => conflict,
});

/** Says why settings that are valid one by one conflict; `undefined` if they do not. */
export type Conflict<Settings> = (settings: Settings, terms: Terms) => string | undefined;

/** @throws Error with the first conflict */
export function refuseConflicts<Settings>(
  conflicts: readonly Conflict<Settings>[],
  settings: Settings,
  terms: Terms,
): void {
  for (const refuse of conflicts) {
    const conflict = refuse(settings, terms);
    if (conflict !== undefined) throw new Error(terms.conflict(conflict));
  }
}
