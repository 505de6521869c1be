import { Duration, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { didYouMean } from '@ecommerce-recommenders/personalize/nearest-name';
import { invalid } from './validation-error';

/**
 * Every property of a construct, and whether its value has to be known at synth: an `object` of the CDK stands for what is known by
 * its ARN, ids and names, which may be tokens.
 */
export type KnownProperties<Props> = { readonly [Name in keyof Required<Props>]: 'value' | 'object' };

/**
 * Rejects unknown properties, which JavaScript and objects built elsewhere can have. A misspelled one would be ignored, and what it
 * was meant to keep deleted.
 *
 * @param remedyOf what to do about a name that is known from elsewhere, as a sentence
 * @throws ValidationError that names the property, and the one that may have been meant
 */
export function refuseUnknownProperties(
  scope: Construct,
  props: object,
  known: Readonly<Record<string, unknown>>,
  remedyOf: (name: string) => string | undefined = () => undefined,
): void {
  const names = Object.keys(known);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || names.includes(name)) continue;
    const remedy = remedyOf(name) ?? `Allowed are ${names.join(', ')}.${didYouMean(name, names)}`;
    throw invalid(scope, 'UnknownProperty', `${scope.node.path} has the unknown property ${name}. ${remedy}`);
  }
}

/**
 * Refuses tokens where the template depends on the value.
 *
 * @throws ValidationError that names the property and the place in it
 */
export function refuseTokens(
  scope: Construct,
  props: object,
  known: Readonly<Record<string, 'value' | 'object'>>,
): void {
  const values = Object.entries(props).filter(([name]) => known[name] === 'value');
  const where = placeOfToken('', Object.fromEntries(values));
  if (where === undefined) return;
  throw invalid(
    scope,
    'TokenAtSynth',
    `Property ${where} of ${scope.node.path} is a token, whose value is known at deployment; this one has to be known at synth. ` +
      `Give it the value itself, from the context of the app or an environment variable for example.`,
  );
}

/** `origins[0]`; `undefined` where there is no token. */
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
