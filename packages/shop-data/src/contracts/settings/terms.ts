/**
 * How messages name settings: as cdk.json and the command line do, or as the properties of a construct. The checks are the same for
 * both.
 */
export interface Terms {
  /** At the beginning of a sentence: `Setting useCases`, `Property useCases`. */
  readonly The: (setting: string) => string;
  /** Elsewhere: `useCases`. */
  readonly name: (setting: string) => string;
  /** The verb before {@link set}. */
  readonly Pass: string;
  /** How to set a value: `-c holdout=0.1`, `holdout: 0.1`. Without a value: what precedes it. */
  readonly set: (setting: string, value?: string | number | boolean) => string;
  /** How to unset it: `-c notify=`, `no notify`. */
  readonly unset: (setting: string) => string;
  /** The place of a problem: where {@link readTable} begins to count. */
  readonly place: (setting: string) => string;
  /** A problem of one value, with what to do. @param problem - begins with the place */
  readonly problem: (setting: string, problem: string) => string;
  /** A conflict of values, with where they are. */
  readonly conflict: (conflict: string) => string;
}

/** How to change one setting, as a sentence. */
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

/** Says why settings that are valid one by one do not go together; `undefined` where they do. */
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
