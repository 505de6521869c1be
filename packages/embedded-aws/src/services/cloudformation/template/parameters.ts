import { findMismatch } from '../../../allowed-patterns';
import type { AwsError } from '../../../aws-error';
import type { AwsCall } from '../../../platform';
import type { ParameterValue } from './scope';
import type { ParameterDefinition } from './template';
import { validationError } from './template-error';

/** A parameter as clients send it. */
export interface ParameterInput {
  readonly ParameterKey: string;
  readonly ParameterValue?: string;
  readonly UsePreviousValue?: boolean;
}

/** A stack's parameters. */
export interface StackParameters {
  /** Given or default values; for SSM types the SSM parameter's name. */
  readonly given: Readonly<Record<string, string>>;
  /** Values for Ref. */
  readonly resolved: Readonly<Record<string, ParameterValue>>;
}

const listOf = (text: string): string[] => text.split(',').map((entry) => entry.trim());

/** Converts given text to the Ref value, by parameter type. */
const TYPES: Readonly<
  Record<string, (text: string, call: AwsCall) => ParameterValue | Promise<ParameterValue>>
> = {
  String: (text) => text,
  Number: (text) => {
    if (text.trim() === '' || Number.isNaN(Number(text)))
      throw validationError(`Parameter value ${text} is not a number`);
    return text;
  },
  CommaDelimitedList: listOf,
  'List<Number>': listOf,
  'List<String>': listOf,
  'AWS::SSM::Parameter::Name': (text) => text,
  'AWS::SSM::Parameter::Value<String>': fromParameterStore,
  'AWS::SSM::Parameter::Value<List<String>>': async (name, call) =>
    listOf(await fromParameterStore(name, call)),
  'AWS::SSM::Parameter::Value<CommaDelimitedList>': async (name, call) =>
    listOf(await fromParameterStore(name, call)),
};

/**
 * Resolves each parameter: the client's value, else the stack's previous one, else the default.
 *
 * @param previous - values of the last deployment, for UsePreviousValue
 * @throws AwsError `ValidationError`
 */
export async function resolveParameters(
  definitions: Readonly<Record<string, ParameterDefinition>>,
  inputs: readonly ParameterInput[],
  previous: Readonly<Record<string, string>>,
  call: AwsCall,
): Promise<StackParameters> {
  const unknown = inputs
    .map(({ ParameterKey }) => ParameterKey)
    .filter((key) => !Object.hasOwn(definitions, key));
  if (unknown.length > 0)
    throw validationError(`Parameters: [${unknown.join(', ')}] do not exist in the template`);

  const given: Record<string, string> = {};
  const missing: string[] = [];
  for (const [key, definition] of Object.entries(definitions)) {
    const input = inputs.find(({ ParameterKey }) => ParameterKey === key);
    const value = input?.UsePreviousValue ? previous[key] : (input?.ParameterValue ?? definition.Default);
    if (value === undefined) missing.push(key);
    else given[key] = checked(key, String(value), definition);
  }
  if (missing.length > 0) throw validationError(`Parameters: [${missing.join(', ')}] must have values`);
  checkPatterns(given, definitions);

  const resolved = await Promise.all(
    Object.entries(definitions).map(async ([key, { Type }]) => {
      if (!Object.hasOwn(TYPES, Type))
        throw validationError(
          `The embedded AWS does not support the parameter type ${Type} of ${key}. Supported: ${Object.keys(TYPES).join(', ')}.`,
        );
      return [key, await TYPES[Type](given[key], call)] as const;
    }),
  );
  return { given, resolved: Object.fromEntries(resolved) };
}

async function fromParameterStore(name: string, call: AwsCall): Promise<string> {
  try {
    const { Parameter } = await call<{ Parameter: { Value: string } }>('ssm', 'GetParameter', { Name: name });
    return Parameter.Value;
  } catch (cause) {
    if ((cause as Error).name !== 'ParameterNotFound') throw cause;
    throw validationError(
      name.startsWith('/aws/service/')
        ? (cause as Error).message
        : `Unable to fetch parameters [${name}] from parameter store for this account.`,
    );
  }
}

function checked(key: string, value: string, definition: ParameterDefinition): string {
  const { AllowedValues, MinLength, MaxLength, MinValue, MaxValue } = definition;
  const constraints: [holds: boolean, words: string][] = [
    [
      AllowedValues === undefined || AllowedValues.map(String).includes(value),
      `must be one of AllowedValues [${AllowedValues?.join(', ')}]`,
    ],
    [value.length >= Number(MinLength ?? 0), `must contain at least ${MinLength} characters`],
    [value.length <= Number(MaxLength ?? Infinity), `must contain at most ${MaxLength} characters`],
    [
      MinValue === undefined || Number(value) >= Number(MinValue),
      `must be a number not less than ${MinValue}`,
    ],
    [
      MaxValue === undefined || Number(value) <= Number(MaxValue),
      `must be a number not greater than ${MaxValue}`,
    ],
  ];
  const broken = constraints.find(([holds]) => !holds);
  if (!broken) return value;
  throw violation(key, definition, broken[1]);
}

const violation = (key: string, { ConstraintDescription }: ParameterDefinition, words: string): AwsError =>
  validationError(`Parameter '${key}' ${ConstraintDescription ?? words}`);

function checkPatterns(
  given: Readonly<Record<string, string>>,
  definitions: Readonly<Record<string, ParameterDefinition>>,
): void {
  const tests = Object.entries(given).flatMap(([key, text]) => {
    const pattern = definitions[key].AllowedPattern;
    return pattern === undefined ? [] : [{ key, text, pattern: `^(?:${pattern})$` }];
  });
  const mismatch = tests.length > 0 ? findMismatch(tests) : undefined;
  if (!mismatch) return;
  const { key } = tests[mismatch.at];
  const { AllowedPattern } = definitions[key];
  if (mismatch.reason === undefined)
    throw violation(key, definitions[key], `must match pattern ${AllowedPattern}`);
  throw validationError(
    `The embedded AWS cannot use AllowedPattern ${AllowedPattern} of the parameter ${key}: ${mismatch.reason}`,
  );
}
