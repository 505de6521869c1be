import { TAG_LIST } from '../../tags';
import { TAG_KEYS, tagActions } from '../tag-actions';
import { onParameters, ssmAction } from './ssm-action';
import { TAGGED_RESOURCE } from './ssm-shapes';
import { isBootstrapParameter } from '../../bootstrap';
import { jsonService } from '../../gateway/json-protocol';
import type { ServiceDefinition } from '../service-definition';
import { deleteParameter, deleteParameters } from './delete-parameters';
import { describeParameters } from './describe-parameters';
import { getParameter, getParameters, getParametersByPath } from './get-parameters';
import { putParameter } from './put-parameter';
import { SSM_MESSAGE_KEY } from './ssm-message-key';
import { SsmStore } from './ssm-store';

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_AddTagsToResource.html */
const TAG_ACTIONS = tagActions(ssmAction, {
  operations: { tag: 'AddTagsToResource', untag: 'RemoveTagsFromResource', list: 'ListTagsForResource' },
  resource: TAGGED_RESOURCE,
  permission: (operation) => onParameters(`ssm:${operation}`),
  tags: { Tags: { ...TAG_LIST, required: true } },
  keys: { TagKeys: TAG_KEYS },
  listed: 'TagList',
  answer: {},
  get: ({ ResourceId }, store) => store.mustFindTagged(ResourceId).tags,
  set: ({ ResourceId }, tags, store) => store.setTags(store.mustFindTagged(ResourceId), tags),
});

/** AWS Systems Manager: its Parameter Store. */
export const ssmDefinition: ServiceDefinition<SsmStore> = {
  scope: 'region',
  createStore: (platform) => new SsmStore(platform),
  apis: {
    ssm: jsonService({
      messageKey: SSM_MESSAGE_KEY,
      version: '1.1',
      target: 'AmazonSSM',
      actions: {
        ...TAG_ACTIONS,
        DeleteParameter: deleteParameter,
        DeleteParameters: deleteParameters,
        DescribeParameters: describeParameters,
        GetParameter: getParameter,
        GetParameters: getParameters,
        GetParametersByPath: getParametersByPath,
        PutParameter: putParameter,
      },
    }),
  },
  inventory: (store) =>
    store.list().map(({ Name }) => ({
      type: 'AWS::SSM::Parameter',
      id: Name,
      ...(isBootstrapParameter(Name) && { bootstrap: true as const }),
    })),
};
