import {
  CreateChangeSetCommand,
  DescribeChangeSetCommand,
  type DescribeChangeSetCommandOutput,
} from '@aws-sdk/client-cloudformation';
import { custom, parameter, STACK, startSimulatedAccount, type SimulatedAccount } from './simulated-account';

describe('CloudFormation’s change sets', () => {
  let aws: SimulatedAccount;
  beforeEach(async () => {
    aws = await startSimulatedAccount();
    aws.functions.Thing = () => ({ Status: 'SUCCESS', PhysicalResourceId: 'thing', Data: { Version: '1' } });
  });
  afterEach(() => aws.close());

  async function changeSet(
    template: object,
    ChangeSetType: 'CREATE' | 'UPDATE' = 'UPDATE',
    ChangeSetName = 'changes',
  ): Promise<DescribeChangeSetCommandOutput> {
    const TemplateBody = JSON.stringify(template);
    const { Id } = await aws.client.createChangeSet({
      StackName: STACK,
      ChangeSetName,
      ChangeSetType,
      TemplateBody,
    });
    return aws.client.describeChangeSet({ ChangeSetName: Id });
  }

  it('make a stack in review, and create its resources when they are executed', async () => {
    const template = { Resources: { A: parameter('/a', '1') } };
    const described = await changeSet(template, 'CREATE');
    expect(described).toMatchObject({ Status: 'CREATE_COMPLETE', ExecutionStatus: 'AVAILABLE' });
    expect(described.Changes!.map(({ ResourceChange }) => ResourceChange)).toMatchObject([
      { Action: 'Add', LogicalResourceId: 'A', ResourceType: 'AWS::SSM::Parameter' },
    ]);
    expect((await aws.settled()).StackStatus).toBe('REVIEW_IN_PROGRESS');
    expect((await aws.client.getTemplate({ StackName: STACK })).TemplateBody).toBe('{}');
    await aws.client.executeChangeSet({ ChangeSetName: 'changes', StackName: STACK });
    expect((await aws.settled()).StackStatus).toBe('CREATE_COMPLETE');
    const { TemplateBody } = await aws.client.getTemplate({ StackName: STACK });
    expect(TemplateBody).toBe(JSON.stringify(template));
  });

  it('show values of properties when they are asked for them, but no secrets (CFN-19)', async () => {
    const Parameters = {
      Secret: { Type: 'String', NoEcho: true, Default: 'hush' },
      Level: { Type: 'Number', Default: 1 },
    };
    const resources = {
      A: parameter('/a', { 'Fn::Sub': '${Secret}-${Level}' }),
      Gone: parameter('/gone', 1),
    };
    await aws.deploy({ Parameters, Resources: resources });
    const { ChangeSetId } = await changeSet({
      Parameters: { ...Parameters, Level: { Type: 'Number', Default: 2 } },
      Resources: {
        A: resources.A,
        B: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: { 'Fn::GetAtt': ['A', 'Value'] } } },
      },
    });
    const { Changes } = await aws.client.describeChangeSet({
      ChangeSetName: ChangeSetId,
      IncludePropertyValues: true,
    });
    const [a, b, gone] = Changes!.map(({ ResourceChange }) => ResourceChange!);
    const property = { Name: 'Value', Path: '/Properties/Value', RequiresRecreation: 'Never' };
    const Target = {
      ...property,
      Attribute: 'Properties',
      AttributeChangeType: 'Modify',
      BeforeValue: '****-1',
      AfterValue: '****-2',
    };
    expect(a.Details).toEqual([
      { Target, Evaluation: 'Static', ChangeSource: 'ParameterReference', CausingEntity: 'Level' },
      { Target, Evaluation: 'Dynamic', ChangeSource: 'DirectModification' },
    ]);
    expect(b).toMatchObject({
      Replacement: 'True',
      AfterContext: '{"Properties":{"DisplayName":"{{changeSet:KNOWN_AFTER_APPLY}}"}}',
    });
    expect(gone.BeforeContext).toBe('{"Properties":{"Name":"/gone","Type":"String","Value":"1"}}');
  });

  it('tell of an updated resource that its attribute may change (CFN-19)', async () => {
    const valued = (Value: unknown): object => ({
      Type: 'AWS::SSM::Parameter',
      Properties: { Type: 'String', Value },
    });
    const follower = valued({ 'Fn::GetAtt': ['A', 'Value'] });
    await aws.deploy({ Resources: { A: valued('one'), B: follower } });
    const { Changes } = await changeSet({ Resources: { A: valued('two'), B: follower } });
    expect(Changes![1].ResourceChange!.Details).toEqual([
      {
        Target: { Attribute: 'Properties', Name: 'Value', RequiresRecreation: 'Never' },
        Evaluation: 'Dynamic',
        ChangeSource: 'ResourceAttribute',
        CausingEntity: 'A.Value',
      },
    ]);
  });

  it('tell changes in place from replacements, and what may follow from either (CFN-19)', async () => {
    await aws.deploy({
      Resources: {
        InPlace: parameter('/in-place', '1'),
        Replaced: parameter('/old', '1'),
        Follows: parameter('/follows', { Ref: 'Replaced' }),
        Thing: custom('Thing', { Size: 1 }),
        MayFollow: parameter({ 'Fn::GetAtt': ['Thing', 'Version'] } as unknown as string, 'x'),
        Same: parameter('/same', { Ref: 'InPlace' }),
        Dropped: parameter('/dropped', '1'),
      },
    });
    const { Changes } = await changeSet({
      Resources: {
        InPlace: parameter('/in-place', '2'),
        Replaced: parameter('/new', '1'),
        Follows: parameter('/follows', { Ref: 'Replaced' }),
        Thing: custom('Thing', { Size: 2 }),
        MayFollow: parameter({ 'Fn::GetAtt': ['Thing', 'Version'] } as unknown as string, 'x'),
        Same: parameter('/same', { Ref: 'InPlace' }),
        Added: parameter('/added', '1'),
      },
    });
    const told = Changes!.map(({ ResourceChange: change }) =>
      [change!.LogicalResourceId, change!.Action, change!.Replacement].filter(Boolean).join(' '),
    );
    expect(told.sort()).toEqual([
      'Added Add',
      'Dropped Remove',
      'Follows Modify False',
      'InPlace Modify False',
      'MayFollow Modify Conditional',
      'Replaced Modify True',
      'Thing Modify False',
    ]);
  });

  it('count a change of outputs alone, and of metadata alone', async () => {
    const resources = { A: parameter('/a', '1') };
    await aws.deploy({ Resources: resources });
    const withOutput = { Resources: resources, Outputs: { O: { Value: 'x' } } };
    expect((await changeSet(withOutput, 'UPDATE', 'outputs')).Status).toBe('CREATE_COMPLETE');
    const withMetadata = { Resources: { A: parameter('/a', '1', { Metadata: { 'aws:cdk:path': 'x' } }) } };
    expect((await changeSet(withMetadata, 'UPDATE', 'metadata')).Status).toBe('CREATE_COMPLETE');
  });

  it('are gone once deleted; deleting what is gone is no error', async () => {
    await aws.deploy({ Resources: { A: parameter('/a', '1') } });
    await changeSet({ Resources: { A: parameter('/a', '2') } });
    const remove = (): Promise<unknown> =>
      aws.client.deleteChangeSet({ ChangeSetName: 'changes', StackName: STACK });
    await remove();
    await remove();
    const describe = new DescribeChangeSetCommand({ ChangeSetName: 'changes', StackName: STACK });
    await expect(aws.client.send(describe)).rejects.toMatchObject({ name: 'ChangeSetNotFoundException' });
    expect((await aws.client.listChangeSets({ StackName: STACK })).Summaries).toEqual([]);
  });

  const execute = (ChangeSetName: string): Promise<unknown> =>
    aws.client.executeChangeSet({ ChangeSetName, StackName: STACK });
  const names = async (): Promise<unknown[]> =>
    (await aws.client.listChangeSets({ StackName: STACK })).Summaries!.map(
      ({ ChangeSetName }) => ChangeSetName,
    );
  const executionStatus = async (ChangeSetName: string): Promise<unknown> =>
    (await aws.client.describeChangeSet({ ChangeSetName, StackName: STACK })).ExecutionStatus;

  it('free their name and leave the list when they are executed, and can still be described', async () => {
    const { ChangeSetId } = await changeSet({ Resources: { A: parameter('/a', '1') } }, 'CREATE');
    await execute('changes');
    const stack = await aws.settled();
    expect(stack).toMatchObject({
      StackStatus: 'CREATE_COMPLETE',
      LastUpdatedTime: expect.any(Date) as Date,
    });
    expect(await names()).toEqual([]);
    expect(await executionStatus(ChangeSetId!)).toBe('EXECUTE_COMPLETE');
    // The CDK CLI deletes it by its name, and waits until the name finds nothing any more.
    await expect(executionStatus('changes')).rejects.toMatchObject({ name: 'ChangeSetNotFoundException' });
    await expect(execute(ChangeSetId!)).rejects.toThrow(
      /cannot be executed in its current execution status of \[EXECUTE_COMPLETE\]/,
    );
    const second = await changeSet({ Resources: { A: parameter('/a', '2') } });
    expect(second).toMatchObject({ ExecutionStatus: 'AVAILABLE' });
    expect(await executionStatus(ChangeSetId!)).toBe('EXECUTE_COMPLETE');
  });

  it('have failed when the stack is rolled back', async () => {
    aws.functions.Broken = ({ RequestType }) =>
      RequestType === 'Create' ? { Status: 'FAILED', Reason: 'no' } : { Status: 'SUCCESS' };
    await aws.deploy({ Resources: { A: parameter('/a', '1') } });
    const { ChangeSetId } = await changeSet({
      Resources: { A: parameter('/a', '1'), Broken: custom('Broken') },
    });
    await execute('changes');
    expect((await aws.settled()).StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await executionStatus(ChangeSetId!)).toBe('EXECUTE_FAILED');
  });

  it('are obsolete once the stack has been updated, and overwrite nothing', async () => {
    await aws.deploy({ Resources: { A: parameter('/a', '1') } });
    await changeSet({ Resources: { A: parameter('/a', '2') } });
    await aws.deploy({ Resources: { A: parameter('/a', '3') } });
    expect(await executionStatus('changes')).toBe('OBSOLETE');
    await expect(execute('changes')).rejects.toMatchObject({
      name: 'InvalidChangeSetStatusException',
      message: expect.stringContaining('current execution status of [OBSOLETE]') as string,
    });
  });

  it('can be made for a stack in review by its ARN, which CreateStack may create as well', async () => {
    const { StackId } = await changeSet({ Resources: { A: parameter('/a', '1') } }, 'CREATE');
    const input = { StackName: StackId, ChangeSetName: 'second', ChangeSetType: 'CREATE' } as const;
    const TemplateBody = JSON.stringify({ Resources: { A: parameter('/a', '2') } });
    const second = await aws.client.createChangeSet({ ...input, TemplateBody });
    expect(second.StackId).toBe(StackId);
    expect(await names()).toEqual(['changes', 'second']);

    const created = await aws.client.createStack({ StackName: STACK, TemplateBody });
    expect(created.StackId).toBe(StackId);
    expect((await aws.settled()).StackStatus).toBe('CREATE_COMPLETE');
    expect(await executionStatus('changes')).toBe('OBSOLETE');
    const third = new CreateChangeSetCommand({ ...input, ChangeSetName: 'third', TemplateBody });
    await expect(aws.client.send(third)).rejects.toThrow(
      /already exists and cannot be created again with the changeSet \[third\]\./,
    );
  });
});
