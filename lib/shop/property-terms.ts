import type { Construct } from 'constructs';
import type { Terms } from '@ecommerce-recommenders/shop-data/contracts/settings/terms';
import { invalid } from './validation-error';

/** Properties of a construct by the settings that they stand for; `''` where the members of the setting are its properties. */
export type PropertyNames = Readonly<Record<string, string>>;

/** Settings that are a number of a unit and properties that are a Duration. */
const UNIT = /(Hours|Days)$/;

/** What a property is set to where its value is an object of the CDK. */
const OBJECTS: Readonly<Record<string, string>> = {
  source: "ShopSource.fromBucket(bucket, 'PREFIX/')",
};

/** The terms of a construct's properties. */
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
      // Of the properties together, which have no place of their own.
      const what = problem.startsWith(' ') ? `${path}${problem}` : `Property ${problem}`;
      return names[setting] === ''
        ? `${what} Change the properties of ${path}.`
        : `${what} Change the property ${nameOf(setting)} of ${path}.`;
    },
    conflict: (conflict) => (conflict.startsWith(`${path} `) ? conflict : `${path}: ${conflict}`),
  };
}

/** Runs a check. @throws ValidationError of the construct, with the message of the check */
export function asProperties<Checked>(scope: Construct, check: () => Checked): Checked {
  try {
    return check();
  } catch (cause) {
    throw Object.assign(invalid(scope, 'WrongProperty', (cause as Error).message), { cause });
  }
}
