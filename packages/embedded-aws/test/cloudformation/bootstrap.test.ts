import { CloudFormation, type CreateStackCommandInput } from '@aws-sdk/client-cloudformation';
import { IAM } from '@aws-sdk/client-iam';
import { SSM } from '@aws-sdk/client-ssm';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { awsForEach } from '../support/test-aws';

/** The CDK CLI's own template. */
const TEMPLATE = readFileSync(
  join(dirname(require.resolve('aws-cdk/package.json')), 'lib/api/bootstrap/bootstrap-template.yaml'),
  'utf8',
);

const aws = awsForEach({ functions: 'inline' });
const cloudFormation = aws.client(CloudFormation);
const iam = aws.client(IAM);
const ssm = aws.client(SSM);

const input = (StackName: string, parameters: Readonly<Record<string, string>>): CreateStackCommandInput => ({
  StackName,
  TemplateBody: TEMPLATE,
  Parameters: Object.entries({ FileAssetsBucketKmsKeyId: 'AWS_MANAGED_KEY', ...parameters }).map(
    ([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }),
  ),
  Capabilities: ['CAPABILITY_NAMED_IAM'],
});

/** The stack as it is when nothing is in progress. */
async function settled(StackName: string): Promise<{ status: string; outputs: object }> {
  for (;;) {
    const { Stacks } = await cloudFormation.describeStacks({ StackName });
    const { StackStatus: status = '', Outputs = [] } = Stacks![0];
    const outputs = Object.fromEntries(
      Outputs.map(({ OutputKey = '', OutputValue }) => [OutputKey, OutputValue]),
    );
    if (!status.endsWith('_IN_PROGRESS')) return { status, outputs };
  }
}

async function create(StackName: string, parameters: Record<string, string>): ReturnType<typeof settled> {
  await cloudFormation.createStack(input(StackName, parameters));
  return settled(StackName);
}

const role = (qualifier: string): Promise<unknown> =>
  iam.getRole({ RoleName: `cdk-${qualifier}-deploy-role-123456789012-us-east-1` });
const version = (qualifier: string): Promise<unknown> =>
  ssm.getParameter({ Name: `/cdk-bootstrap/${qualifier}/version` });
const MISSING = { name: 'NoSuchEntityException' };

describe('a bootstrap', () => {
  it('has the outputs, version and roles of its template, and loses them with its stack', async () => {
    await expect(role('myteam')).rejects.toMatchObject(MISSING);
    expect(await create('MyTeam', { Qualifier: 'myteam' })).toEqual({
      status: 'CREATE_COMPLETE',
      outputs: {
        BootstrapVersion: '33',
        BucketName: 'cdk-myteam-assets-123456789012-us-east-1',
        BucketDomainName: 'cdk-myteam-assets-123456789012-us-east-1.s3.us-east-1.amazonaws.com',
        ImageRepositoryName: 'cdk-myteam-container-assets-123456789012-us-east-1',
      },
    });
    expect(await version('myteam')).toMatchObject({ Parameter: { Value: '33' } });
    await role('myteam');
    await cloudFormation.deleteStack({ StackName: 'MyTeam' });
    const forever = async (): Promise<never> => {
      for (;;) await settled('MyTeam');
    };
    await expect(forever()).rejects.toThrow('does not exist');
    await expect(role('myteam')).rejects.toMatchObject(MISSING);
    await expect(version('myteam')).rejects.toMatchObject({ name: 'ParameterNotFound' });
    await role('hnb659fds');
  });

  it('of the default qualifier is there already, unchanged by its own template', async () => {
    await expect(cloudFormation.updateStack(input('CDKToolkit', {}))).rejects.toThrow(
      'No updates are to be performed.',
    );
  });

  it('takes the place of the default in its stack', async () => {
    await role('hnb659fds');
    await cloudFormation.updateStack(input('CDKToolkit', { Qualifier: 'myteam' }));
    expect(await settled('CDKToolkit')).toMatchObject({ status: 'UPDATE_COMPLETE' });
    await role('myteam');
    await expect(role('hnb659fds')).rejects.toMatchObject(MISSING);
    await expect(version('hnb659fds')).rejects.toMatchObject({ name: 'ParameterNotFound' });
  });

  it.each([
    ['a qualifier that is taken', 'hnb659fds'],
    ['a qualifier that no bucket can have', 'MyTeam'],
  ])('fails with %s', async (_what, Qualifier) => {
    expect(await create('Another', { Qualifier })).toMatchObject({ status: 'ROLLBACK_COMPLETE' });
    await role('hnb659fds');
  });

  it.each([
    ['FileAssetsBucketKmsKeyId', ''],
    ['FileAssetsBucketName', 'ours'],
    ['TrustedAccounts', '999999999999'],
    ['InputPermissionsBoundary', 'boundary'],
    ['CloudFormationExecutionPolicies', 'arn:aws:iam::aws:policy/ReadOnlyAccess'],
  ])('refuses another %s by name', async (name, value) => {
    await expect(create('Another', { Qualifier: 'other', [name]: value })).rejects.toThrow(
      `The embedded AWS does not support "${value}" for the parameter ${name} of a bootstrap.`,
    );
  });
});
