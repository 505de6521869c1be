import { queryService } from '../../gateway/query-protocol';
import { restJsonService } from '../../gateway/rest-json-protocol';
import type { ServiceDefinition } from '../service-definition';
import { CloudFormationStore } from './cloudformation-store';
import { cancelUpdateStack } from './operations/cancel-update-stack';
import { continueUpdateRollback } from './operations/continue-update-rollback';
import { createChangeSet } from './operations/create-change-set';
import { createStack } from './operations/create-stack';
import { deleteChangeSet } from './operations/delete-change-set';
import { deleteStack } from './operations/delete-stack';
import { describeChangeSet } from './operations/describe-change-set';
import { describeStackEvents } from './operations/describe-stack-events';
import { describeStackResource } from './operations/describe-stack-resource';
import { describeStackResources } from './operations/describe-stack-resources';
import { describeStacks } from './operations/describe-stacks';
import { executeChangeSet } from './operations/execute-change-set';
import { getTemplate } from './operations/get-template';
import { getTemplateSummary } from './operations/get-template-summary';
import { listChangeSets } from './operations/list-change-sets';
import { listExports } from './operations/list-exports';
import { listStackResources } from './operations/list-stack-resources';
import { listStacks } from './operations/list-stacks';
import { putResponse } from './operations/put-response';
import { rollbackStack } from './operations/rollback-stack';
import { updateStack } from './operations/update-stack';
import { updateTerminationProtection } from './operations/update-termination-protection';
import { validateTemplate } from './operations/validate-template';

/** AWS CloudFormation, and the place where custom resources' functions put their responses. */
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
        DescribeStackEvents: describeStackEvents,
        DescribeStackResource: describeStackResource,
        DescribeStackResources: describeStackResources,
        DescribeStacks: describeStacks,
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
    'cfn-response': restJsonService({
      name: 'CloudFormation',
      operations: {
        PutResponse: {
          route: 'PUT /_local/cfn-response/{Region}/{Token}',
          action: putResponse,
          payload: 'Body',
        },
      },
    }),
  },
  inventory: (store) =>
    store
      .list()
      .filter(({ exists }) => exists)
      .map(({ name, isBootstrap }) => ({
        type: 'AWS::CloudFormation::Stack',
        id: name,
        ...(isBootstrap && { bootstrap: true as const }),
      })),
  close: (store) => store.close(),
};
