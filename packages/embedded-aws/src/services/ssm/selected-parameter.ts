import { AwsError } from '../../aws-error';
import type { Parameter, SsmStore } from './ssm-store';

/** A parameter in the answers of the Get operations. */
export type ParameterValue = Pick<
  Parameter,
  'Name' | 'Type' | 'Value' | 'Version' | 'LastModifiedDate' | 'ARN' | 'DataType'
> & { readonly Selector?: string };

/** A parameter without DescribeParameters' extra members. */
export function parameterValue(parameter: Parameter, selector?: string): ParameterValue {
  const { Name, Type, Value, Version, LastModifiedDate, ARN, DataType } = parameter;
  return {
    Name,
    Type,
    Value,
    Version,
    LastModifiedDate,
    ARN,
    DataType,
    ...(selector !== undefined && { Selector: selector }),
  };
}

/**
 * Finds a parameter by name or ARN, optionally with `:VERSION`.
 *
 * @throws AwsError `ParameterNotFound`, `ParameterVersionNotFound`
 */
export function selectedParameter(store: SsmStore, selected: string): ParameterValue {
  const [, name, selector] = /^((?:arn:(?:[^:]*:){4})?[^:]*)(:[^:]+)?$/.exec(selected) ?? [];
  if (name === undefined) throw new AwsError('ParameterNotFound', `Parameter ${selected} not found.`);
  const parameter = store.mustFind(name);
  if (selector === undefined) return parameterValue(parameter);
  const version = store.version(parameter, selector.slice(1));
  if (!version)
    throw new AwsError(
      'ParameterVersionNotFound',
      `Systems Manager could not find version ${selector.slice(1)} of ${name}. Verify the version and try again.`,
    );
  return parameterValue(version, selector);
}
