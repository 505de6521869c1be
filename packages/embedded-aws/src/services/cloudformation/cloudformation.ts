import { queryService } from '../../gateway/query-protocol';
import { restJsonService } from '../../gateway/rest-json-protocol';
import type { ServiceDefinition } from '../service-definition';
import { isBootstrapStack } from './bootstrap-stack';
import { CloudFormationStore } from './cloudformation-store';
import { cancelUpdateStack, continueUpdateRollback, rollbackStack } from './operations/roll-back';
import { createChangeSet } from './operations/create-change-set';
import { createStack } from './operations/create-stack';
import { deleteChangeSet, executeChangeSet, listChangeSets } from './operations/change-sets';
import { deleteStack } from './operations/delete-stack';
import { describeChangeSet } from './operations/describe-change-set';
import {
  describeStackDriftDetectionStatus,
  describeStackResourceDrifts,
  detectStackDrift,
} from './operations/drift';
import { describeStackEvents } from './operations/describe-stack-events';
import {
  describeStackResource,
  describeStackResources,
  listStackResources,
} from './operations/stack-resources';
import { describeStacks } from './operations/describe-stacks';
import { getTemplate, getTemplateSummary, validateTemplate } from './operations/get-template';
import { listExports, listStacks } from './operations/list-stacks';
import { putResponse } from './operations/put-response';
import { RESPONSE_HOST, RESPONSE_PATH, RESPONSE_PATH_PATTERN } from './response-url';
import { updateStack, updateTerminationProtection } from './operations/update-stack';

/** AWS CloudFormation, including the endpoint for custom resource responses. */
export const cloudFormationDefinition: ServiceDefinition<CloudFormationStore> = {
  scope: 'region',
  createStore: (platform) => new CloudFormationStore(platform),
  apis: {
    cloudformation: queryService({
      name: 'CloudFormation',
      xmlns: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
      actions: {
        CancelUpdateStack: cancelUpdateStack,
        ContinueUpdateRollback: continueUpdateRollback,
        CreateChangeSet: createChangeSet,
        CreateStack: createStack,
        DeleteChangeSet: deleteChangeSet,
        DeleteStack: deleteStack,
        DescribeChangeSet: describeChangeSet,
        DescribeStackDriftDetectionStatus: describeStackDriftDetectionStatus,
        DescribeStackEvents: describeStackEvents,
        DescribeStackResource: describeStackResource,
        DescribeStackResourceDrifts: describeStackResourceDrifts,
        DescribeStackResources: describeStackResources,
        DescribeStacks: describeStacks,
        DetectStackDrift: detectStackDrift,
        ExecuteChangeSet: executeChangeSet,
        GetTemplate: getTemplate,
        GetTemplateSummary: getTemplateSummary,
        ListChangeSets: listChangeSets,
        ListExports: listExports,
        ListStackResources: listStackResources,
        ListStacks: listStacks,
        RollbackStack: rollbackStack,
        UpdateStack: updateStack,
        UpdateTerminationProtection: updateTerminationProtection,
        ValidateTemplate: validateTemplate,
      },
    }),
    'cfn-response': {
      ...restJsonService({
        name: 'CloudFormation',
        operations: {
          PutResponse: { route: `PUT ${RESPONSE_PATH}`, action: putResponse, payload: 'Body' },
        },
      }),
      reachedBy: { secretPath: RESPONSE_PATH_PATTERN, hosts: [RESPONSE_HOST] },
    },
  },
  inventory: (store) =>
    store
      .list()
      .filter(({ exists }) => exists)
      .map((stack) => ({
        type: 'AWS::CloudFormation::Stack',
        id: stack.name,
        ...(isBootstrapStack(stack) && { bootstrap: true as const }),
      })),
  close: (store) => store.close(),
};
