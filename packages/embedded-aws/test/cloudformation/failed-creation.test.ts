import { custom, failure, parameter, STACK, simulatedAccount, success } from './simulated-account';

const succeed = (): object => success('fine');

const WITH_CONDITION = {
  Parameters: { Kind: { Type: 'String', Default: 'EXPRESS' } },
  Conditions: { Yes: { 'Fn::Equals': ['a', 'a'] } },
};
const ifYes = (value: unknown): object => ({ 'Fn::If': ['Yes', value, { Ref: 'AWS::NoValue' }] });

describe('CloudFormation rolls back what fails', () => {
  const aws = simulatedAccount();
  beforeEach(() => {
    aws.functions.Fine = succeed;
    aws.functions.Broken = ({ RequestType }) =>
      RequestType === 'Create' ? failure('out of stock', 'half-made') : success('half-made');
  });

  const withBroken = {
    Resources: {
      Kept: parameter('/kept', 'x'),
      Broken: custom('Broken', {}, { DependsOn: 'Kept' }),
      Never: parameter('/never', { Ref: 'Broken' }),
    },
  };

  it('fails the creation with the words of the function and deletes what was made', async () => {
    const stack = await aws.deploy(withBroken);
    expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
    const { RequestId } = aws.requests[0];
    expect(await aws.events()).toEqual([
      'stack CREATE_IN_PROGRESS User Initiated',
      'Kept CREATE_IN_PROGRESS',
      'Kept CREATE_IN_PROGRESS Resource creation Initiated',
      'Kept CREATE_COMPLETE',
      'Broken CREATE_IN_PROGRESS',
      'Broken CREATE_FAILED Received response status [FAILED] from custom resource. ' +
        `Message returned: out of stock (RequestId: ${RequestId})`,
      'stack ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [Broken]. Rollback requested by user.',
      'Broken DELETE_IN_PROGRESS',
      'Broken DELETE_COMPLETE',
      'Kept DELETE_IN_PROGRESS',
      'Kept DELETE_COMPLETE',
      'stack ROLLBACK_COMPLETE',
    ]);
    expect(aws.requests.at(-1)).toMatchObject({ RequestType: 'Delete', PhysicalResourceId: 'half-made' });
    expect(aws.parameterNames()).toEqual([]);
  });

  const valued = (more: object): object => ({
    Type: 'AWS::SSM::Parameter',
    Properties: { Type: 'String', Value: 'x', ...more },
  });
  const encrypted = (SSEAlgorithm: unknown): object => ({
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm } }],
    },
  });

  const of = (type: string, Properties: object = {}): object => ({ Type: `AWS::${type}`, Properties });
  const expressOrNot = { RoleArn: 'r', StateMachineType: { Ref: 'Kind' } };
  const EXPRESS =
    /StateMachineType EXPRESS of P \(AWS::StepFunctions::StateMachine\)\. Supported: STANDARD\./;

  it.each<[string, object, RegExp]>([
    ['a type', of('SQS::Queue'), /resource type AWS::SQS::Queue \(P\)\. Supported: .*AWS::S3::Bucket/],
    ['a required property', of('CloudWatch::Alarm', { ExtendedStatistic: 'p99' }), /ExtendedStatistic of P/],
    [
      'what a condition leaves in',
      valued({ Policies: ifYes('[]') }),
      /Policies of P .*\. Supported: .*Value/,
    ],
    ['a member', of('Lambda::Function', { Role: 'r', Code: { ImageUri: 'i' } }), /Code\.ImageUri of P/],
    ['an express state machine', of('StepFunctions::StateMachine', expressOrNot), EXPRESS],
    ['a value inside a list', of('S3::Bucket', encrypted(ifYes('aws:kms:dsse'))), /aws:kms:dsse of P/],
  ])(
    'refuses %s that it does not have before it creates anything, and names it (CFN-3)',
    async (_, P, what) => {
      const template = { ...WITH_CONDITION, Resources: { Other: custom('Other'), P } };
      const words = new RegExp(`does not support .*${what.source}`);
      await expect(aws.deploy(template)).rejects.toThrow(words);
      expect(aws.requests).toEqual([]);
    },
  );

  it('takes a property that it does not have where a condition leaves it out (CFN-3)', async () => {
    const Policies = { 'Fn::If': ['Yes', { Ref: 'AWS::NoValue' }, '[]'] };
    const stack = await aws.deploy({ ...WITH_CONDITION, Resources: { P: valued({ Policies }) } });
    expect(stack.StackStatus).toBe('CREATE_COMPLETE');
  });

  it.each([
    ['function does not exist', undefined, /Function not found: arn:aws:lambda:\S+:function:Odd/],
    [
      'function crashes three times',
      () => Promise.reject(new Error('kaputt')),
      /failed 3 times without a response: .*kaputt/,
    ],
    ['response is not JSON', () => 'nonsense', /^Odd CREATE_FAILED Invalid Json Object: nonsense$/],
    [
      'response has no physical id',
      () => ({ Status: 'SUCCESS' }),
      /^Odd CREATE_FAILED Invalid PhysicalResourceId$/,
    ],
  ])('fails a custom resource whose %s (CFN-7)', async (_what, handler, words) => {
    if (handler) aws.functions.Odd = ({ RequestType }) => (RequestType === 'Create' ? handler() : succeed());
    await aws.apply({ Odd: custom('Odd') });
    const failed = (await aws.events()).find((line) => line.startsWith('Odd CREATE_FAILED'));
    expect(failed).toMatch(words);
  });

  it.each([
    [
      'until its service timeout',
      { ServiceTimeout: 60 },
      {},
      /^Silent CREATE_FAILED CloudFormation did not receive a response from your custom resource\. Please check your logs for requestId \[\S+\]/,
    ],
    [
      'for as long as TimeoutInMinutes',
      {},
      { TimeoutInMinutes: 1 },
      /^stack ROLLBACK_IN_PROGRESS Stack creation time exceeded the specified timeout/,
    ],
  ])('fails when a custom resource says nothing %s', async (_how, properties, options, told) => {
    const asked = new Promise<void>((resolve) => {
      aws.functions.Silent = ({ RequestType }) =>
        RequestType === 'Delete' ? succeed() : (resolve() as undefined);
    });
    const deployed = aws.apply({ Silent: custom('Silent', properties) }, options);
    await asked;
    await aws.clock.advance(61_000);
    expect((await deployed).StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(await aws.events()).toContainEqual(expect.stringMatching(told));
  });

  it('refuses a response that nobody waits for', async () => {
    await aws.apply({ Fine: custom('Fine') });
    const [event] = aws.requests;
    const other = { ...event, ResponseURL: event.ResponseURL.replace(/.$/, '') };
    expect(await aws.respond(other, succeed())).toBe(403);
  });

  it.each([
    [false, ['/retained', '/second']],
    [true, []],
  ])('deletes what was just made and is retained if RetainExceptOnCreate is %s', async (asked, left) => {
    const template = (name: string): object => ({
      Resources: {
        Retained: parameter(name, 'x', { DeletionPolicy: 'Retain' }),
        Broken: custom('Broken', {}, { DependsOn: 'Retained' }),
      },
    });
    const made = await aws.deploy(template('/retained'), { DisableRollback: true });
    expect([made.StackStatus, aws.parameterNames()]).toEqual(['CREATE_FAILED', ['/retained']]);
    await aws.client.rollbackStack({ StackName: STACK, RetainExceptOnCreate: asked });
    expect((await aws.settled()).StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(aws.parameterNames()).toEqual(left.slice(0, 1));
    // The same as part of a deployment.
    await aws.destroy();
    const stack = await aws.deploy(template('/second'), { RetainExceptOnCreate: asked });
    expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(aws.parameterNames()).toEqual(left);
  });

  it('sends a custom resource under RetainExceptOnCreate a Delete only when its creation is rolled back', async () => {
    const requests = (): unknown[] =>
      aws.requests
        .filter(({ LogicalResourceId }) => LogicalResourceId === 'Fine')
        .map(({ RequestType, PhysicalResourceId }) => [RequestType, PhysicalResourceId]);
    const policies = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' };
    const templateOf = (version: string, broken: object = {}): object => ({
      Resources: { Fine: custom('Fine', { version }, policies), ...broken },
    });
    aws.functions.Fine = ({ ResourceProperties: { version } }) => success(`fine-${String(version)}`);
    const Broken = custom('Broken', {}, { DependsOn: 'Fine' });
    expect((await aws.deploy(templateOf('1', { Broken }))).StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(requests()).toEqual([
      ['Create', undefined],
      ['Delete', 'fine-1'],
    ]);

    await aws.destroy();
    aws.requests.length = 0;
    expect((await aws.deploy(templateOf('1'))).StackStatus).toBe('CREATE_COMPLETE');
    expect((await aws.deploy(templateOf('2'))).StackStatus).toBe('UPDATE_COMPLETE');
    await aws.destroy();
    expect(requests()).toEqual([
      ['Create', undefined],
      ['Update', 'fine-1'],
    ]);
    expect(await aws.events()).toContain('Fine DELETE_SKIPPED');
  });

  it('mends a failed creation by an update', async () => {
    await aws.deploy(withBroken, { DisableRollback: true });
    aws.functions.Broken = succeed;
    const stack = await aws.deploy({ ...withBroken, Description: 'again' });
    expect(stack.StackStatus).toBe('UPDATE_COMPLETE');
    expect(aws.parameterNames()).toEqual(['/kept', '/never']);
  });

  it('deletes the stack when its creation fails and OnFailure says so', async () => {
    expect((await aws.deploy(withBroken, { OnFailure: 'DELETE' })).StackStatus).toBe('DELETE_COMPLETE');
    expect(aws.parameterNames()).toEqual([]);
  });

  it('deletes a stack that is still being created (CFN-18)', async () => {
    aws.functions.Slow = ({ RequestType }) => {
      if (RequestType === 'Delete') return succeed();
      void aws.client.deleteStack({ StackName: STACK });
      return undefined;
    };
    const stack = await aws.apply({ A: parameter('/a', 'x'), Slow: custom('Slow') });
    expect(stack.StackStatus).toBe('DELETE_COMPLETE');
    expect(aws.parameterNames()).toEqual([]);
    expect(await aws.events()).not.toContainEqual(expect.stringContaining('ROLLBACK'));
  });

  it('deletes a stack that is still being rolled back, and tells no more of the rollback', async () => {
    let isAsked = false;
    aws.functions.Broken = async ({ RequestType }) => {
      if (RequestType === 'Create') return failure('no', 'b');
      if (!isAsked) await aws.client.deleteStack({ StackName: STACK });
      isAsked = true;
      return succeed();
    };
    expect((await aws.deploy(withBroken)).StackStatus).toBe('DELETE_COMPLETE');
    const events = await aws.events();
    expect(events.filter((line) => line.startsWith('stack')).slice(-2)).toEqual([
      'stack DELETE_IN_PROGRESS User Initiated',
      'stack DELETE_COMPLETE',
    ]);
    expect(aws.parameterNames()).toEqual([]);
  });

  it.each([
    ['once it can be', true, {}],
    ['when it is forced to', false, { DeletionMode: 'FORCE_DELETE_STACK' as const }],
    ['when it is told to retain it', false, { RetainResources: ['Stuck'] }],
  ])('lets go of what cannot be deleted, and of what it depends on, %s', async (_when, isMended, how) => {
    aws.functions.Stuck = ({ RequestType }) => (RequestType === 'Delete' ? failure('busy', 's') : succeed());
    await aws.apply({
      Base: parameter('/base', 'x'),
      Stuck: custom('Stuck', { Base: { Ref: 'Base' } }),
      Other: parameter('/other', 'x'),
    });
    const failed = await aws.destroy();
    expect(failed.StackStatus).toBe('DELETE_FAILED');
    expect(failed.StackStatusReason).toBe('The following resource(s) failed to delete: [Stuck]. ');
    expect(aws.parameterNames()).toEqual(['/base']);
    if (isMended) aws.functions.Stuck = succeed;
    await aws.client.deleteStack({ StackName: STACK, ...how });
    expect((await aws.settled()).StackStatus).toBe('DELETE_COMPLETE');
    const skipped = (await aws.events()).filter((line) => line.includes('Stuck DELETE_SKIPPED'));
    expect(skipped).toHaveLength(isMended ? 0 : 1);
    expect(aws.parameterNames()).toEqual([]);
  });
});
