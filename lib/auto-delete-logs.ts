import { CfnResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

const PROVIDER_ID = 'Custom::S3AutoDeleteObjectsCustomResourceProvider';

/**
 * Gives CDK's bucket-emptying function a declared log group, and write permission for that group alone. Lambda's
 * managed policy would let it create a log group that outlives the stack.
 *
 * Under `iam.Role.customizeRoles` the function's role is one that exists already: its policies are not the stack's.
 *
 * @throws where CDK no longer builds that function the way it did
 */
export function keepAutoDeleteLogsInStack(scope: Construct): void {
  const provider = Stack.of(scope).node.findChild(PROVIDER_ID);
  const logGroup = new logs.LogGroup(scope, 'AutoDeleteLogs', {
    retention: logs.RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  });
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
        ],
      },
    },
  ]);
  (provider.node.findChild('Handler') as CfnResource).addPropertyOverride('LoggingConfig', {
    LogGroup: logGroup.logGroupName,
  });
}
