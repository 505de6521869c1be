import {
  CloudFormation,
  UpdateStackCommand,
  type CreateStackCommandInput,
} from '@aws-sdk/client-cloudformation';
import { IAM } from '@aws-sdk/client-iam';
import { SSM } from '@aws-sdk/client-ssm';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { startLocalAws, type LocalAws } from '../../src/local-aws';

/** The CDK CLI's own template. */
const TEMPLATE = readFileSync(
  join(dirname(require.resolve('aws-cdk/package.json')), 'lib/api/bootstrap/bootstrap-template.yaml'),
  'utf8',
);

let aws: LocalAws;
let cloudFormation: CloudFormation;
let iam: IAM;
let ssm: SSM;
beforeEach(async () => {
  aws = await startLocalAws({ functions: 'inline' });
  const config = { endpoint: aws.endpoint, region: 'us-east-1' };
  [cloudFormation, iam, ssm] = [new CloudFormation(config), new IAM(config), new SSM(config)];
});
afterEach(() => aws.close());

const input = (StackName: string, parameters: Readonly<Record<string, string>>): CreateStackCommandInput => ({
  StackName,
  TemplateBody: TEMPLATE,
  Parameters: Object.entries({ FileAssetsBucketKmsKeyId: 'AWS_MANAGED_KEY', ...parameters }).map(
    ([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }),
  ),
  Capabilities: ['CAPABILITY_NAMED_IAM'],
});

/** The stack as it is when nothing is in progress. */
async function settled(StackName: string): Promise<{ status: string; outputs: unknown; reason?: string }> {
  for (;;) {
    const { Stacks } = await cloudFormation.describeStacks({ StackName });
    const { StackStatus: status = '', StackStatusReason: reason, Outputs = [] } = Stacks![0];
    const outputs: unknown = Object.fromEntries(
      Outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]),
    );
    if (!status.endsWith('_IN_PROGRESS')) return { status, outputs, reason };
  }
}

async function create(
  StackName: string,
  parameters: Readonly<Record<string, string>>,
): ReturnType<typeof settled> {
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
    await expect(
      (async () => {
        for (;;) await settled('MyTeam');
      })(),
    ).rejects.toThrow('does not exist');
    await expect(role('myteam')).rejects.toMatchObject(MISSING);
    await expect(version('myteam')).rejects.toMatchObject({ name: 'ParameterNotFound' });
    await role('hnb659fds');
  });

  it('of the default qualifier is there already, unchanged by its own template', async () => {
    const update = new UpdateStackCommand(input('CDKToolkit', {}));
    await expect(cloudFormation.send(update)).rejects.toThrow('No updates are to be performed.');
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
