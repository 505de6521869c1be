import { cloudFormationAction, onStack } from '../cloudformation-action';
import { STACK_REFERENCE } from '../deployment/deployment-fields';
import { validationError } from '../template/template-error';
import { describeResource } from './describe-resource';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackResource.html */
export const describeStackResource = cloudFormationAction({
  input: { StackName: STACK_REFERENCE, LogicalResourceId: { type: 'string', required: true } },
  permissions: onStack('cloudformation:DescribeStackResource'),
  run: ({ StackName, LogicalResourceId }, store) => {
    const stack = store.mustFind(StackName);
    const resource = stack.resources.get(LogicalResourceId);
    if (!resource)
      throw validationError(`Resource ${LogicalResourceId} does not exist for stack ${stack.name}`);
    return {
      StackResourceDetail: {
        StackName: stack.name,
        StackId: stack.id,
        ...describeResource(resource),
        LastUpdatedTimestamp: new Date(resource.updatedMs),
        Metadata: resource.metadata === undefined ? undefined : JSON.stringify(resource.metadata),
      },
    };
  },
});
