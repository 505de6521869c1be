import { CloudFormation } from '@aws-sdk/client-cloudformation';
import type { Account } from '../account';
import type { ConformanceCase } from '../conformance-case';

const FOLDER = 'packages/@aws-cdk-testing/framework-integ/test/aws-s3/test';

const bucket = (Properties: object = {}): object => ({ Type: 'AWS::S3::Bucket', Properties });

/** How a stack ends after its creation, and after its deletion. */
async function deployedAndDeleted({ client }: Account, Resources: object): Promise<unknown[]> {
  const cloudFormation = client(CloudFormation);
  const { StackId: StackName } = await cloudFormation.createStack({
    StackName: 'snapshot',
    TemplateBody: JSON.stringify({ Resources }),
  });
  const settled = async (): Promise<string> => {
    for (;;) {
      const { Stacks } = await cloudFormation.describeStacks({ StackName });
      const { StackStatus } = Stacks![0];
      if (!StackStatus!.endsWith('_IN_PROGRESS')) return StackStatus!;
    }
  };
  const created = await settled();
  await cloudFormation.deleteStack({ StackName });
  return [created, await settled()];
}

/** What the CDK's integration tests deploy on AWS: the snapshot, its commit, and resources with the same properties. */
const DEPLOYED: readonly (readonly [title: string, path: string, commit: string, resources: object])[] = [
  [
    'lifecycle rules expire objects at a date, with sizes in numbers',
    'integ.lifecycle.js.snapshot/aws-cdk-s3.template.json',
    'ec96a169bdbbaa82f3e6b3b01cc29f767fa83802',
    {
      B: bucket({
        LifecycleConfiguration: {
          Rules: [
            {
              ExpirationDate: '2019-10-01T00:00:00Z',
              ObjectSizeGreaterThan: 500,
              ObjectSizeLessThan: 600,
              Status: 'Enabled',
            },
          ],
        },
      }),
    },
  ],
  [
    'a bucket logs to another, whose policy lets logging.s3.amazonaws.com write',
    'integ.bucket.server-access-logs.js.snapshot/aws-cdk-s3-access-logs.template.json',
    '6aed2f3c393388ca8be8f238fdc46af06a31dd4a',
    {
      Logs: bucket(),
      Policy: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: {
          Bucket: { Ref: 'Logs' },
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { Service: 'logging.s3.amazonaws.com' },
                Action: 's3:PutObject',
                Resource: { 'Fn::Sub': '${Logs.Arn}/example*' },
                Condition: { ArnLike: { 'aws:SourceArn': { 'Fn::GetAtt': ['B', 'Arn'] } } },
              },
            ],
          },
        },
      },
      B: bucket({
        LoggingConfiguration: { DestinationBucketName: { Ref: 'Logs' }, LogFilePrefix: 'example' },
      }),
    },
  ],
  [
    'the canned ACL BucketOwnerFullControl is taken with BucketOwnerEnforced',
    'integ.bucket-acls.js.snapshot/BucketOwnerFullControl.template.json',
    '9e6ab7413a83636e2ca8ae21a9f309033ccbcdea',
    {
      B: bucket({
        AccessControl: 'BucketOwnerFullControl',
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      }),
    },
  ],
];

/** Templates of the CDK's integration tests, which deploy and delete on AWS. */
export const cdkSnapshots: readonly ConformanceCase[] = DEPLOYED.map(([title, path, commit, resources]) => ({
  id: path,
  title,
  source: { repository: 'aws/aws-cdk', path: `${FOLDER}/${path}`, commit },
  run: (account) => deployedAndDeleted(account, resources),
  expected: ['CREATE_COMPLETE', 'DELETE_COMPLETE'],
}));
