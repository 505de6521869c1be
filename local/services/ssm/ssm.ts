import { BOOTSTRAP_PARAMETER } from '../../bootstrap';
import { jsonService } from '../../gateway/json-protocol';
import type { ServiceDefinition } from '../service-definition';
import { addTagsToResource } from './add-tags-to-resource';
import { deleteParameter } from './delete-parameter';
import { deleteParameters } from './delete-parameters';
import { describeParameters } from './describe-parameters';
import { getParameter } from './get-parameter';
import { getParameters } from './get-parameters';
import { getParametersByPath } from './get-parameters-by-path';
import { listTagsForResource } from './list-tags-for-resource';
import { putParameter } from './put-parameter';
import { removeTagsFromResource } from './remove-tags-from-resource';
import { SsmStore } from './ssm-store';

/** AWS Systems Manager: its Parameter Store. */
export const ssmDefinition: ServiceDefinition<SsmStore> = {
  scope: 'region',
  createStore: (platform) => new SsmStore(platform),
  apis: {
    ssm: jsonService({
      version: '1.1',
      target: 'AmazonSSM',
      actions: {
        AddTagsToResource: addTagsToResource,
        DeleteParameter: deleteParameter,
        DeleteParameters: deleteParameters,
        DescribeParameters: describeParameters,
        GetParameter: getParameter,
        GetParameters: getParameters,
        GetParametersByPath: getParametersByPath,
        ListTagsForResource: listTagsForResource,
        PutParameter: putParameter,
        RemoveTagsFromResource: removeTagsFromResource,
      },
    }),
  },
  inventory: (store) =>
    store.list().map(({ Name }) => ({
      type: 'AWS::SSM::Parameter',
      id: Name,
      ...(Name === BOOTSTRAP_PARAMETER && { bootstrap: true as const }),
    })),
};
