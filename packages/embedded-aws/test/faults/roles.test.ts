import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { IAM } from '@aws-sdk/client-iam';
import { Lambda } from '@aws-sdk/client-lambda';
import { startLocalAws, type LocalAws } from '../../src/local-aws';
import type { LoggedRequest } from '../../src/request-log';
import { zipOf } from '../lambda/deployed-function';

const TRUST = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
};

const TEMPLATE = JSON.stringify({
  Resources: {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: { RoleName: 'shop', AssumeRolePolicyDocument: TRUST },
    },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Runtime: 'nodejs20.x',
        Handler: 'index.handler',
        Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
        Code: { ZipFile: 'exports.handler = async () => 1;' },
      },
    },
  },
});

describe('Roles that nobody sees yet', () => {
  let aws: LocalAws;
  let client: CloudFormation;
  beforeEach(async () => {
    aws = await startLocalAws();
    client = new CloudFormation({ endpoint: aws.endpoint, customUserAgent: 'aws-cdk/test' });
  });
  afterEach(() => aws.close());

  const deploy = async (): Promise<string> => {
    const Capabilities = ['CAPABILITY_NAMED_IAM' as const];
    const input = { StackName: 'Shop', TemplateBody: TEMPLATE, Capabilities };
    const { StackId } = await client.createStack(input);
    const { Stacks } = await client.describeStacks({ StackName: StackId });
    return Stacks![0].StackStatus!;
  };
  const functionCreations = async (): Promise<(string | undefined)[]> => {
    const requests = (await (await fetch(`${aws.endpoint}/_local/requests`)).json()) as LoggedRequest[];
    return requests.filter(({ operation }) => operation === 'CreateFunction').map(({ error }) => error);
  };
  const REFUSED =
    'InvalidParameterValueException: The role defined for the function cannot be assumed by Lambda.';

  it('are waited for by CloudFormation, which creates the function as soon as Lambda can assume its role (FAULTS-15)', async () => {
    aws.faults.set([{ fault: 'role-propagation', seconds: 3_600, times: 2 }]);
    expect(await deploy()).toBe('CREATE_COMPLETE');
    expect(await functionCreations()).toEqual([REFUSED, REFUSED, undefined]);
  });

  it('fails a deployment when they stay unseen for longer than CloudFormation waits (FAULTS-15)', async () => {
    aws.faults.set([{ fault: 'role-propagation', seconds: 86_400 }]);
    const deployed = deploy();
    while (aws.faults.list()[0].struck === 0) await fetch(`${aws.endpoint}/_local/health`);
    await aws.clock.advance(121_000);
    expect(await deployed).toBe('ROLLBACK_COMPLETE');
    const { StackEvents } = await client.describeStackEvents({ StackName: 'Shop' });
    expect(StackEvents!.map(({ ResourceStatusReason }) => ResourceStatusReason).join()).toContain(
      'The role defined for the function cannot be assumed by Lambda.',
    );
  });

  it('are old ones whose policies have just changed, too', async () => {
    await deploy();
    const iam = new IAM({ endpoint: aws.endpoint });
    const lambda = new Lambda({ endpoint: aws.endpoint });
    const create = (FunctionName: string): Promise<object> =>
      lambda.createFunction({
        FunctionName,
        Runtime: 'nodejs22.x',
        Role: `arn:aws:iam::123456789012:role/shop`,
        Handler: 'index.handler',
        Code: { ZipFile: zipOf({ 'index.js': '' }) },
      });
    aws.faults.set([{ fault: 'role-propagation', seconds: 60 }]);
    await aws.clock.advance(60_000);
    await expect(create('one')).resolves.toHaveProperty('FunctionArn');
    await iam.putRolePolicy({
      RoleName: 'shop',
      PolicyName: 'more',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
      }),
    });
    await expect(create('two')).rejects.toThrow('cannot be assumed by Lambda');
  });
});
