import type { Stack } from '@aws-sdk/client-cloudformation';
import { SSM } from '@aws-sdk/client-ssm';
import { custom, parameter, STACK, simulatedAccount } from './simulated-account';

const ROLE = {
  Type: 'AWS::IAM::Role',
  Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] } },
};

describe('CloudFormation’s operations', () => {
  const aws = simulatedAccount();

  const ssm = (): SSM => new SSM({ endpoint: aws.endpoint });

  it.each([
    [ROLE, 'CAPABILITY_IAM'],
    [{ ...ROLE, Properties: { ...ROLE.Properties, RoleName: 'x' } }, 'CAPABILITY_NAMED_IAM'],
  ])('fail without the capability that a role needs: %#', async (role, capability) => {
    await expect(aws.apply({ Role: role })).rejects.toThrow(`Requires capabilities : [${capability}]`);
  });

  it('fail to delete a stack under termination protection', async () => {
    await aws.apply({ A: parameter('/a', '1') }, { EnableTerminationProtection: true });
    await expect(aws.destroy()).rejects.toThrow(/while TerminationProtection is enabled/);
    await aws.client.updateTerminationProtection({ StackName: STACK, EnableTerminationProtection: false });
    expect((await aws.destroy()).StackStatus).toBe('DELETE_COMPLETE');
  });

  const A = parameter('/a', '1');
  const Image = {
    Type: 'AWS::SSM::Parameter::Value<String>',
    Default: '/aws/service/ami-amazon-linux-latest/x',
  };
  it.each([
    [
      'a public parameter of AWS',
      { Resources: { A }, Parameters: { Image } },
      {},
      /does not have AWS's public parameters, such as \/aws\/service\/ami-amazon-linux-latest\/x/,
    ],
    [
      'a setting that is not built',
      { Resources: { A } },
      { StackPolicyBody: '{}' },
      /'StackPolicyBody' is not known to the embedded AWS/,
    ],
    [
      'notifications',
      { Resources: { A } },
      { NotificationARNs: ['arn:aws:sns:us-east-1:123456789012:topic'] },
      /The embedded AWS does not support 'NotificationARNs': it must be empty/,
    ],
  ])(
    'fail for %s, which there is none of, and name it (CFN-21)',
    async (_what, template, settings, words) => {
      await expect(aws.deploy(template, settings)).rejects.toThrow(words);
    },
  );

  it('show parameters, but not those that shall not be seen, and keep what an update does not give', async () => {
    const deploy = (value: string, shown: string, secret: object): Promise<Stack> =>
      aws.deploy(
        {
          Parameters: { Shown: { Type: 'String' }, Secret: { Type: 'String', NoEcho: true } },
          Resources: { A: parameter('/a', { 'Fn::Sub': value }) },
        },
        {
          Parameters: [
            { ParameterKey: 'Shown', ParameterValue: shown },
            { ParameterKey: 'Secret', ...secret },
          ],
        },
      );
    await deploy('${Shown}${Secret}', 's', { ParameterValue: 'xyz' });
    const stack = await deploy('${Secret}${Shown}', 't', { UsePreviousValue: true });
    expect(stack.StackStatus).toBe('UPDATE_COMPLETE');
    expect(stack.Parameters).toEqual([
      { ParameterKey: 'Shown', ParameterValue: 't' },
      { ParameterKey: 'Secret', ParameterValue: '****' },
    ]);
    const { Parameter } = await ssm().getParameter({ Name: '/a' });
    expect(Parameter!.Value).toBe('xyzt');
  });

  it('give a stack’s tags to its resources, and change them with it (CFN-15)', async () => {
    const template = { Resources: { A: parameter('/a', '1') } };
    const tags = async (): Promise<unknown> =>
      (await ssm().listTagsForResource({ ResourceType: 'Parameter', ResourceId: '/a' })).TagList;
    await aws.deploy(template, { Tags: [{ Key: 'team', Value: 'shop' }] });
    expect(await tags()).toEqual([{ Key: 'team', Value: 'shop' }]);
    await aws.deploy(template, { Tags: [{ Key: 'stage', Value: 'dev' }] });
    expect(await tags()).toEqual([{ Key: 'stage', Value: 'dev' }]);
  });

  it('list stacks and resources', async () => {
    await aws.apply({ A: parameter('/a', '1', { Metadata: { x: 1 } }), B: parameter('/b', '1') });
    const { client } = aws;
    const { StackSummaries } = await client.listStacks({ StackStatusFilter: ['CREATE_COMPLETE'] });
    expect(StackSummaries!.map(({ StackName }) => StackName).sort()).toEqual(['CDKToolkit', 'shop']);
    const { StackResourceSummaries } = await client.listStackResources({ StackName: STACK });
    expect(StackResourceSummaries!.map(({ PhysicalResourceId }) => PhysicalResourceId)).toEqual(['/a', '/b']);
    const { StackResources } = await client.describeStackResources({ PhysicalResourceId: '/a' });
    expect(StackResources!.map(({ LogicalResourceId }) => LogicalResourceId)).toEqual(['A', 'B']);
    const one = { StackName: STACK, LogicalResourceId: 'A' };
    const { StackResourceDetail } = await client.describeStackResource(one);
    expect(StackResourceDetail).toMatchObject({ ResourceStatus: 'CREATE_COMPLETE', Metadata: '{"x":1}' });
  });

  it('summarise the stack of the bootstrap, which cdk gc asks for its qualifier (CFN-20)', async () => {
    const StackName = 'CDKToolkit';
    expect(await aws.client.getTemplateSummary({ StackName })).toMatchObject({
      Parameters: [{ ParameterKey: 'Qualifier', DefaultValue: 'hnb659fds' }, {}],
    });
    const { Stacks } = await aws.client.describeStacks({ StackName });
    expect(Stacks![0].Parameters).toEqual([{ ParameterKey: 'Qualifier', ParameterValue: 'hnb659fds' }]);
  });

  it('summarise and validate templates', async () => {
    const TemplateBody = JSON.stringify({
      Description: 'd',
      Parameters: { P: { Type: 'String', Default: 'x', NoEcho: true } },
      Resources: { Role: ROLE },
    });
    expect(await aws.client.getTemplateSummary({ TemplateBody })).toMatchObject({
      Capabilities: ['CAPABILITY_IAM'],
      ResourceTypes: ['AWS::IAM::Role'],
      Parameters: [{ ParameterKey: 'P', ParameterType: 'String', DefaultValue: 'x' }],
    });
    expect(await aws.client.validateTemplate({ TemplateBody })).toMatchObject({
      Description: 'd',
      Parameters: [{ ParameterKey: 'P', NoEcho: true }],
    });
  });

  it('stop where they are when the embedded AWS is reset, and touch nothing of the new account', async () => {
    const invoked = new Promise<void>((resolve) => {
      aws.functions.Slow = () => resolve() as undefined;
    });
    const template = { Resources: { A: parameter('/a', '1'), Slow: custom('Slow', {}, { DependsOn: 'A' }) } };
    await aws.client.createStack({ StackName: STACK, TemplateBody: JSON.stringify(template) });
    await invoked;
    await aws.account.reset();
    expect(aws.account.requests.list()).toEqual([]);
    expect(aws.account.inventory()).toEqual([]);
  });
});
