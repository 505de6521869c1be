import { AwsError } from '../../aws-error';
import { pageOf } from '../../gateway/page';
import { isUnder } from './parameter-filter';
import { selectedParameter, parameterValue, type ParameterValue } from './selected-parameter';
import { onParameters, ssmAction } from './ssm-action';
import { publicParameterProblem } from './ssm-store';
import { PARAMETER_NAME, WITH_DECRYPTION, PARAMETER_NAMES } from './ssm-shapes';

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html */
export const getParameter = ssmAction({
  input: { Name: PARAMETER_NAME, WithDecryption: WITH_DECRYPTION },
  permissions: onParameters('ssm:GetParameter'),
  run: ({ Name }, store) => ({ Parameter: selectedParameter(store, Name) }),
});

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
export const getParameters = ssmAction({
  input: { Names: PARAMETER_NAMES, WithDecryption: WITH_DECRYPTION },
  permissions: onParameters('ssm:GetParameters'),
  run: ({ Names }, store) => {
    const Parameters: ParameterValue[] = [];
    const InvalidParameters: string[] = [];
    for (const name of new Set(Names)) {
      try {
        Parameters.push(selectedParameter(store, name));
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        InvalidParameters.push(name);
      }
    }
    return { Parameters, InvalidParameters };
  },
});

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html */
export const getParametersByPath = ssmAction({
  input: {
    Path: { type: 'string', required: true, min: 1, max: 2048 },
    Recursive: { type: 'boolean' },
    WithDecryption: WITH_DECRYPTION,
    MaxResults: { type: 'integer', min: 1, max: 10 },
    NextToken: { type: 'string' },
  },
  permissions: onParameters('ssm:GetParametersByPath'),
  run: ({ Path, Recursive = false, MaxResults = 10, NextToken }, store) => {
    if (!Path.startsWith('/'))
      throw new AwsError('ValidationException', `The parameter path must begin with a slash, got ${Path}`);
    const problem = publicParameterProblem(`${Path}/`);
    if (problem !== undefined) throw new AwsError('ValidationException', problem);
    const found = store.list().filter(({ Name }) => isUnder(Name, Path, Recursive));
    const { items, nextToken } = pageOf(
      found,
      ({ Name }) => Name,
      { size: MaxResults, token: NextToken },
      'InvalidNextToken',
    );
    return { Parameters: items.map((parameter) => parameterValue(parameter)), NextToken: nextToken };
  },
});
