import { onAnything } from '../../authorization/permission';
import { pageOf } from '../../gateway/page';
import { matchesFilter, PARAMETER_FILTERS } from './parameter-filter';
import { ssmAction } from './ssm-action';

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeParameters.html */
export const describeParameters = ssmAction({
  input: {
    ParameterFilters: PARAMETER_FILTERS,
    MaxResults: { type: 'integer', min: 1, max: 50 },
    NextToken: { type: 'string' },
  },
  permissions: onAnything('ssm:DescribeParameters'),
  run: ({ ParameterFilters = [], MaxResults = 50, NextToken }, store) => {
    const found = store
      .list()
      .filter((parameter) => ParameterFilters.every((one) => matchesFilter(parameter, one)));
    const { items, nextToken } = pageOf(
      found,
      ({ Name }) => Name,
      { size: MaxResults, token: NextToken },
      'InvalidNextToken',
    );
    return {
      Parameters: items.map(({ Value: _value, tags: _tags, ...metadata }) => ({
        ...metadata,
        Tier: 'Standard',
        Policies: [],
      })),
      NextToken: nextToken,
    };
  },
});
