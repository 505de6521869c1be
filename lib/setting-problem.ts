/**
 * What is wrong inside the value of a setting, as sentences that say what was got and what is allowed. Whoever reads
 * the setting adds its name and how to change it.
 */
export class SettingProblem extends Error {}
