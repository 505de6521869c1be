import { AwsError } from '../../src/aws-error';
import { custom, functionArn, parameter, simulatedAccount, success } from './simulated-account';

describe('CloudFormation creates and deletes stacks', () => {
  const aws = simulatedAccount();

  it('reads a dynamic reference that functions put together to a parameter of its own (CFN-32)', async () => {
    const stack = await aws.deploy({
      Resources: {
        Own: parameter('/own', 'x,y'),
        Late: parameter('/late', { 'Fn::Join': ['', ['{{resolve:ssm:', { Ref: 'Own' }, ':1}}!']] }),
      },
      Outputs: { Late: { Value: { 'Fn::GetAtt': ['Late', 'Value'] } } },
    });
    expect(stack.Outputs!.map(({ OutputValue }) => OutputValue)).toEqual(['x,y!']);
  });

  it.each([
    ['{{resolve:ssm:/none:1}}', 'Parameters: [ssm:/none:1] cannot be found.'],
    ['{{resolve:ssm-secure:/a}}', /got \{\{resolve:ssm-secure:\/a\}\}/],
    ['{{resolve:secretsmanager:a}}', /got \{\{resolve:secretsmanager:a\}\}/],
  ])('fails for %s before it creates anything (CFN-32)', async (value, words) => {
    const resources = { A: parameter('/a', '1'), B: parameter('/b', value, { DependsOn: 'A' }) };
    await expect(aws.apply(resources)).rejects.toThrow(words);
    expect(aws.parameterNames()).toEqual([]);
  });

  it('rolls back for an attribute that a resource lacks, and gives those that it has', async () => {
    const asking = (name: string): object => ({
      Resources: { A: parameter('/a', 'v') },
      Outputs: { O: { Value: { 'Fn::GetAtt': ['A', name] } } },
    });
    expect((await aws.deploy(asking('Type'))).Outputs).toMatchObject([{ OutputValue: 'String' }]);
    expect((await aws.deploy(asking('AllowedPattern'))).StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
  });

  it.each(['no-url', 'https://s3.amazonaws.com/shop/%'])('refuses a template at %s', async (TemplateURL) => {
    const refused = { name: 'ValidationError', message: 'TemplateURL must be a supported URL.' };
    await expect(aws.client.validateTemplate({ TemplateURL })).rejects.toMatchObject(refused);
  });

  it('creates resources after what they depend on, with AWS’s events, and gives outputs', async () => {
    aws.functions.Thing = ({ RequestType }) =>
      success('thing-1', RequestType === 'Create' ? { Colour: 'red' } : undefined);
    const stack = await aws.deploy({
      Resources: {
        Second: parameter('/second', { 'Fn::Sub': '${First} is ${First.Colour}' }),
        First: custom('Thing', { Count: 7, Flag: true, Nested: [{ Deep: 1.5 }] }),
      },
      Outputs: {
        Colour: { Value: { 'Fn::GetAtt': ['First', 'Colour'] }, Description: 'Paint it.' },
        Id: { Value: { Ref: 'First' } },
      },
    });
    expect(stack.StackStatus).toBe('CREATE_COMPLETE');
    expect(stack.Outputs).toEqual([
      { OutputKey: 'Colour', OutputValue: 'red', Description: 'Paint it.' },
      { OutputKey: 'Id', OutputValue: 'thing-1' },
    ]);
    expect(await aws.events()).toEqual([
      'stack CREATE_IN_PROGRESS User Initiated',
      'First CREATE_IN_PROGRESS',
      'First CREATE_IN_PROGRESS Resource creation Initiated',
      'First CREATE_COMPLETE',
      'Second CREATE_IN_PROGRESS',
      'Second CREATE_IN_PROGRESS Resource creation Initiated',
      'Second CREATE_COMPLETE',
      'stack CREATE_COMPLETE',
    ]);
    expect(aws.requests[0]).toMatchObject({
      RequestType: 'Create',
      LogicalResourceId: 'First',
      ResourceType: 'Custom::Thing',
      StackId: stack.StackId,
      ResourceProperties: {
        ServiceToken: functionArn('Thing'),
        Count: '7',
        Flag: 'true',
        Nested: [{ Deep: '1.5' }],
      },
    });
    expect(aws.parameterNames()).toEqual(['/second']);
  });

  it('waits for a function while it is throttled', async () => {
    let calls = 0;
    aws.functions.Thing = () => {
      calls += 1;
      if (calls < 4) throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429);
      return success('thing-1');
    };
    const stack = aws.apply({ First: custom('Thing') });
    // Back-off of one, two and four seconds. A request to the account gives work that is due a chance to run.
    while (calls < 4) {
      await aws.clock.advance(1_000);
      await fetch(aws.endpoint);
    }
    expect((await stack).StackStatus).toBe('CREATE_COMPLETE');
  });
});
