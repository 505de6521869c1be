import { Duration, Token } from 'aws-cdk-lib';
import { Schedule } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { didYouMean } from '@ecommerce-recommenders/personalize/nearest-name';
import { readValue } from '@ecommerce-recommenders/shop-data/contracts/settings/read-table';
import { NO_CONTEXT, type Shape } from '@ecommerce-recommenders/shop-data/contracts/settings/shape';
import { asProperties, propertyTerms, type PropertyNames } from './property-terms';
import { invalid } from './validation-error';

/**
 * One rule per property of a construct. A property is either a CDK `object`, whose ARN, ids and names may be tokens,
 * or a plain value, which is checked by a setting, a member of a setting, or a shape, and must be known at synth. A
 * property without a rule does not compile.
 *
 * @typeParam Setting - names of settings
 */
export type PropertyRules<Props, Setting extends string> = {
  readonly [Name in keyof Required<Props>]:
    | 'object'
    | Setting
    | `${Setting}.${Name & string}`
    | Shape<unknown>;
};

/** Rules of any construct. */
type Rules = Readonly<Record<string, string | Shape<unknown>>>;

/** Maps settings to the properties that set them. */
export const propertyNames = (rules: Rules): PropertyNames =>
  Object.fromEntries(
    Object.entries(rules).flatMap(([property, rule]) => {
      if (typeof rule !== 'string' || rule === 'object') return [];
      const [setting, member] = rule.split('.');
      return [[setting, member === undefined ? property : '']];
    }),
  );

/**
 * Converts properties to the settings of cdk.json that they set.
 *
 * @throws ValidationError for a value that its shape does not allow
 */
export function givenBy(scope: Construct, props: object, rules: Rules): Readonly<Record<string, unknown>> {
  const given: Record<string, unknown> = {};
  for (const [property, rule] of Object.entries(rules)) {
    if (rule === 'object') continue;
    const value: unknown = (props as Record<string, unknown>)[property];
    if (typeof rule !== 'string') {
      checkShape(scope, rule, property, value);
      continue;
    }
    const [setting, member] = rule.split('.');
    const raw = asInSettings(setting, value);
    given[setting] = member === undefined ? raw : { ...(given[setting] as object), [member]: raw };
  }
  return given;
}

function checkShape(scope: Construct, shape: Shape<unknown>, property: string, value: unknown): void {
  const terms = propertyTerms(scope, { [property]: property });
  if (value !== undefined) asProperties(scope, () => readValue(shape, value, property, NO_CONTEXT, terms));
}

/** From JavaScript the value may be anything; the check of the settings comes later. */
function asInSettings(setting: string, value: unknown): unknown {
  if (value instanceof Duration)
    return setting.endsWith('Days') ? value.toDays({ integral: false }) : value.toHours({ integral: false });
  return value instanceof Schedule ? value.expressionString : value;
}

/**
 * Rejects unknown properties, which can come from JavaScript or from objects built elsewhere. A misspelled property
 * would be ignored, and the deployment would delete what it was meant to keep.
 *
 * @param remedyOf returns a sentence for a name that is known from elsewhere
 * @param elsewhere a sentence that says where other properties belong
 * @throws ValidationError that names the property, and suggests a similar one
 */
export function refuseUnknownProperties(
  scope: Construct,
  props: object,
  rules: Readonly<Record<string, unknown>>,
  remedyOf: (name: string) => string | undefined = () => undefined,
  elsewhere = '',
): void {
  const names = Object.keys(rules);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || names.includes(name)) continue;
    const remedy = remedyOf(name) ?? `Allowed are ${names.join(', ')}.${didYouMean(name, names)}${elsewhere}`;
    throw invalid(scope, 'UnknownProperty', `${scope.node.path} has the unknown property ${name}. ${remedy}`);
  }
}

/**
 * Rejects tokens where the template depends on the value.
 *
 * @throws ValidationError that names the property and the place in it
 */
export function refuseTokens(
  scope: Construct,
  props: object,
  rules: Readonly<Record<string, unknown>>,
): void {
  const values = Object.entries(props).filter(([name]) => rules[name] !== 'object');
  const where = placeOfToken('', Object.fromEntries(values));
  if (where === undefined) return;
  throw invalid(
    scope,
    'TokenAtSynth',
    `Property ${where} of ${scope.node.path} is a token, whose value is known at deployment; this one has to be known at synth. ` +
      `Give it the value itself, from the context of the app or an environment variable for example.`,
  );
}

/** Place of the first token, `origins[0]`; `undefined` if there is none. */
function placeOfToken(place: string, value: unknown): string | undefined {
  if (Token.isUnresolved(value) || (value instanceof Duration && value.isUnresolved())) return place;
  if (Array.isArray(value)) return firstOf(value.map((one, at) => [`${place}[${at}]`, one] as const));
  if (typeof value !== 'object' || value === null) return undefined;
  return firstOf(
    Object.entries(value).flatMap(([name, one]) => {
      const at = place === '' ? name : `${place}.${Token.isUnresolved(name) ? '(name)' : name}`;
      return [[at, name] as const, [at, one] as const];
    }),
  );
}

function firstOf(parts: readonly (readonly [place: string, value: unknown])[]): string | undefined {
  for (const [place, value] of parts) {
    const found = placeOfToken(place, value);
    if (found !== undefined) return found;
  }
  return undefined;
}
