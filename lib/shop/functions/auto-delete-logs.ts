import { Lazy, Stack, type CfnResource } from 'aws-cdk-lib';
import type { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { shopLogGroup } from './log-groups';
import { interfaceStatements, networkOf } from './network';

const PROVIDER_ID = 'Custom::S3AutoDeleteObjectsCustomResourceProvider';

/** Whether a stack has CDK's function that empties buckets. All of its buckets share it. */
export const hasEmptyingFunction = (scope: Construct): boolean =>
  Stack.of(scope).node.tryFindChild(PROVIDER_ID) !== undefined;

/**
 * Gives CDK's bucket-emptying function a declared log group, and permission to write to that group only. Lambda's
 * managed policy would let it create a log group that outlives the stack. In a shop with a VPC, the function runs
 * there. Its role and the function get the shop's tags.
 *
 * Under `iam.Role.customizeRoles` the role already exists, and the stack does not define its policies.
 *
 * @throws Error if CDK no longer builds that function in the expected way
 */
export function keepAutoDeleteLogsInStack(scope: Construct): void {
  const provider = Stack.of(scope).node.findChild(PROVIDER_ID);
  const logGroup = shopLogGroup(scope, 'AutoDeleteLogs');
  const { vpc, vpcSubnets, securityGroups = [] } = networkOf(scope);
  const role = provider.node.tryFindChild('Role') as CfnResource | undefined;
  role?.addPropertyDeletionOverride('ManagedPolicyArns');
  role?.addPropertyOverride('Policies', [
    {
      PolicyName: 'Logs',
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            Resource: logGroup.logGroupArn,
          },
          ...interfaceStatements(scope).map((statement) => statement.toStatementJson() as object),
        ],
      },
    },
  ]);
  const handler = provider.node.findChild('Handler') as CfnResource;
  // CDK creates both as untagged resources, so they get the tags of their log group.
  const { tags } = logGroup.node.defaultChild as CfnLogGroup;
  const Tags = Lazy.any(
    { produce: () => Object.entries(tags.tagValues()).map(([Key, Value]) => ({ Key, Value })) },
    { omitEmptyArray: true },
  );
  for (const resource of [role, handler]) resource?.addPropertyOverride('Tags', Tags);
  handler.addPropertyOverride('LoggingConfig', { LogGroup: logGroup.logGroupName });
  if (vpc)
    handler.addPropertyOverride('VpcConfig', {
      SubnetIds: vpc.selectSubnets(vpcSubnets).subnetIds,
      SecurityGroupIds: securityGroups.map(({ securityGroupId }) => securityGroupId),
    });
}
