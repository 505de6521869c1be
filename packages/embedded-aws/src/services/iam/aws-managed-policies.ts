import type { PolicyDocument, PolicyStatement } from '../../policy-document';

const allow = (Action: readonly string[], Resource: readonly string[] = ['*']): PolicyStatement => ({
  Effect: 'Allow',
  Action,
  Resource,
});

const STATEMENTS: Readonly<Record<string, readonly PolicyStatement[]>> = {
  AdministratorAccess: [allow(['*'])],
  AmazonS3FullAccess: [allow(['s3:*', 's3-object-lambda:*'])],
  AmazonS3ReadOnlyAccess: [
    allow(['s3:Get*', 's3:List*', 's3:Describe*', 's3-object-lambda:Get*', 's3-object-lambda:List*']),
  ],
  AWSLambda_FullAccess: [
    allow([
      'cloudformation:DescribeStacks',
      'cloudformation:ListStackResources',
      'iam:GetPolicy',
      'iam:GetPolicyVersion',
      'iam:GetRole',
      'iam:GetRolePolicy',
      'iam:ListAttachedRolePolicies',
      'iam:ListRolePolicies',
      'iam:ListRoles',
      'lambda:*',
      'logs:DescribeLogGroups',
      'states:DescribeStateMachine',
      'states:ListStateMachines',
    ]),
    {
      ...allow(['iam:PassRole']),
      Condition: { StringEquals: { 'iam:PassedToService': ['lambda.amazonaws.com'] } },
    },
    allow(
      ['logs:DescribeLogStreams', 'logs:GetLogEvents', 'logs:FilterLogEvents'],
      ['arn:aws:logs:*:*:log-group:/aws/lambda/*'],
    ),
  ],
  AWSStepFunctionsFullAccess: [allow(['states:*'])],
  CloudWatchLogsFullAccess: [allow(['logs:*', 'cloudwatch:GenerateQuery'])],
  'service-role/AmazonPersonalizeFullAccess': [
    allow(['personalize:*']),
    allow(['cloudwatch:PutMetricData', 'cloudwatch:ListMetrics']),
    allow(
      ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:ListBucket'],
      ['arn:aws:s3:::*Personalize*', 'arn:aws:s3:::*personalize*'],
    ),
    {
      ...allow(['iam:PassRole']),
      Condition: { StringEquals: { 'iam:PassedToService': ['personalize.amazonaws.com'] } },
    },
  ],
  'service-role/AWSLambdaBasicExecutionRole': [
    allow(['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents']),
  ],
};

/**
 * AWS managed policies by ARN, reduced to services of the embedded AWS. Others grant nothing.
 *
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
export const AWS_MANAGED_POLICIES: ReadonlyMap<string, PolicyDocument> = new Map(
  Object.entries(STATEMENTS).map(([name, statements]) => [
    `arn:aws:iam::aws:policy/${name}`,
    { version: '2012-10-17', statements },
  ]),
);
