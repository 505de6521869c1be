import type { DescribeChangeSetCommandOutput } from '@aws-sdk/client-cloudformation';
import { custom, failure, parameter, STACK, simulatedAccount, success } from './simulated-account';

describe('CloudFormation’s change sets', () => {
  const aws = simulatedAccount();
  beforeEach(() => {
    aws.functions.Thing = () => success('thing', { Version: '1' });
  });

  async function changeSet(
    template: object,
    ChangeSetType: 'CREATE' | 'UPDATE' = 'UPDATE',
    ChangeSetName = 'changes',
  ): Promise<DescribeChangeSetCommandOutput> {
    const TemplateBody = JSON.stringify(template);
    const input = { StackName: STACK, ChangeSetName, ChangeSetType, TemplateBody };
    const { Id } = await aws.client.createChangeSet(input);
    return aws.client.describeChangeSet({ ChangeSetName: Id });
  }

  it('show values of properties when they are asked for them, but no secrets (CFN-19)', async () => {
    const template = (level: number, more: object): object => ({
      Parameters: {
        Secret: { Type: 'String', NoEcho: true, Default: 'hush' },
        Level: { Type: 'Number', Default: level },
      },
      Resources: { A: parameter('/a', { 'Fn::Sub': '${Secret}-${Level}' }), ...more },
    });
    await aws.deploy(template(1, { Gone: parameter('/gone', 1) }));
    const B = { Type: 'AWS::SNS::Topic', Properties: { DisplayName: { 'Fn::GetAtt': ['A', 'Value'] } } };
    const { ChangeSetId } = await changeSet(template(2, { B }));
    const { Changes } = await aws.client.describeChangeSet({
      ChangeSetName: ChangeSetId,
      IncludePropertyValues: true,
    });
    const [a, b, gone] = Changes!.map(({ ResourceChange }) => ResourceChange!);
    const Target = {
      Name: 'Value',
      Path: '/Properties/Value',
      RequiresRecreation: 'Never',
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

  it('tell changes in place from replacements, and what may follow from either (CFN-19)', async () => {
    const resources = (value: string, replaced: string, Size: number): object => ({
      Follows: parameter('/follows', { Ref: 'Replaced' }),
      InPlace: parameter('/in-place', value),
      Replaced: parameter(replaced, '1'),
      Thing: custom('Thing', { Size }),
      MayFollow: parameter({ 'Fn::GetAtt': ['Thing', 'Version'] } as unknown as string, 'x'),
      Same: parameter('/same', { Ref: 'InPlace' }),
    });
    await aws.apply({ ...resources('1', '/old', 1), Dropped: parameter('/dropped', '1') });
    const { Changes } = await changeSet({
      Resources: { ...resources('2', '/new', 2), Added: parameter('/added', '1') },
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
    const follower = Changes!.find(({ ResourceChange: one }) => one!.LogicalResourceId === 'MayFollow');
    expect(follower!.ResourceChange!.Details).toEqual([
      {
        Target: { Attribute: 'Properties', Name: 'Name', RequiresRecreation: 'Conditionally' },
        Evaluation: 'Dynamic',
        ChangeSource: 'ResourceAttribute',
        CausingEntity: 'Thing.Version',
      },
    ]);
  });

  it('count a change of outputs alone, and of metadata alone', async () => {
    const resources = { A: parameter('/a', '1') };
    await aws.apply(resources);
    const withOutput = { Resources: resources, Outputs: { O: { Value: 'x' } } };
    expect((await changeSet(withOutput, 'UPDATE', 'outputs')).Status).toBe('CREATE_COMPLETE');
    const withMetadata = { Resources: { A: parameter('/a', '1', { Metadata: { 'aws:cdk:path': 'x' } }) } };
    expect((await changeSet(withMetadata, 'UPDATE', 'metadata')).Status).toBe('CREATE_COMPLETE');
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
    const template = async (): Promise<unknown> =>
      (await aws.client.getTemplate({ StackName: STACK })).TemplateBody;
    expect(await template()).toBe('{}');
    await execute('changes');
    const stack = await aws.settled();
    expect(stack).toMatchObject({
      StackStatus: 'CREATE_COMPLETE',
      LastUpdatedTime: expect.any(Date) as Date,
    });
    expect(await template()).toBe(JSON.stringify({ Resources: { A: parameter('/a', '1') } }));
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
    // Deleting what is gone is no error.
    for (let times = 0; times < 2; times++)
      await aws.client.deleteChangeSet({ ChangeSetName: 'changes', StackName: STACK });
    expect(await names()).toEqual([]);
  });

  it('have failed when the stack is rolled back', async () => {
    aws.functions.Broken = ({ RequestType }) =>
      RequestType === 'Create' ? failure('no') : { Status: 'SUCCESS' };
    await aws.apply({ A: parameter('/a', '1') });
    const { ChangeSetId } = await changeSet({
      Resources: { A: parameter('/a', '1'), Broken: custom('Broken') },
    });
    await execute('changes');
    expect((await aws.settled()).StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await executionStatus(ChangeSetId!)).toBe('EXECUTE_FAILED');
  });

  it('are obsolete once the stack has been updated, and overwrite nothing', async () => {
    await aws.apply({ A: parameter('/a', '1') });
    await changeSet({ Resources: { A: parameter('/a', '2') } });
    await aws.apply({ A: parameter('/a', '3') });
    expect(await executionStatus('changes')).toBe('OBSOLETE');
    await expect(execute('changes')).rejects.toMatchObject({
      name: 'InvalidChangeSetStatusException',
      message: expect.stringContaining('current execution status of [OBSOLETE]') as string,
    });
  });
});
