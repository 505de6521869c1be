import type { Construct } from 'constructs';
import type { Terms } from '@ecommerce-recommenders/shop-data/contracts/settings/terms';
import { invalid } from './validation-error';

/** Properties of a construct by setting; `''` if the members of the setting are properties themselves. */
export type PropertyNames = Readonly<Record<string, string>>;

/** Names of settings that are a number with a unit. The corresponding property is a Duration. */
const UNIT = /(Hours|Days)$/;

/** CDK expressions to suggest for properties whose values are objects. */
const OBJECTS: Readonly<Record<string, string>> = {
  source: "ShopSource.fromBucket(bucket, 'PREFIX/')",
};

/** Returns the terms in which messages speak of a construct's properties. */
export function propertyTerms({ node: { path } }: Construct, names: PropertyNames): Terms {
  const nameOf = (setting: string): string => names[setting] || setting;
  const placeOf = (setting: string): string => {
    const unit = names[setting] === undefined ? undefined : UNIT.exec(setting)?.[1];
    return unit === undefined ? nameOf(setting) : `${nameOf(setting)} (${unit.toLowerCase()})`;
  };
  return {
    The: (setting) => (names[setting] === '' ? path : `Property ${placeOf(setting)}`),
    name: placeOf,
    Pass: 'Give',
    set: (setting, value) =>
      value === undefined ? placeOf(setting) : `${placeOf(setting)}: ${OBJECTS[setting] ?? value}`,
    unset: (setting) => `no ${nameOf(setting)}`,
    place: (setting) => (names[setting] === '' ? '' : placeOf(setting)),
    problem: (setting, problem) => {
      // A problem that starts with a space concerns all properties together, so no single property is named.
      const what = problem.startsWith(' ') ? `${path}${problem}` : `Property ${problem}`;
      return names[setting] === ''
        ? `${what} Change the properties of ${path}.`
        : `${what} Change the property ${nameOf(setting)} of ${path}.`;
    },
    conflict: (conflict) => (conflict.startsWith(`${path} `) ? conflict : `${path}: ${conflict}`),
  };
}

/** Runs a check, and rethrows its error for the construct. @throws ValidationError with the message of the check */
export function asProperties<Checked>(scope: Construct, check: () => Checked): Checked {
  try {
    return check();
  } catch (cause) {
    throw Object.assign(invalid(scope, 'WrongProperty', (cause as Error).message), { cause });
  }
}
