import { AwsError } from '../../aws-error';
import { pageOf } from '../../gateway/page';
import { isUnder } from './parameter-filter';
import { parameterValue } from './selected-parameter';
import { onParameters, ssmAction } from './ssm-action';
import { WITH_DECRYPTION } from './ssm-shapes';

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
