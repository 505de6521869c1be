import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { paginateGetExecutionHistory, SFN } from '@aws-sdk/client-sfn';
import { startLocalAws, type LocalAws } from 'embedded-aws/local-aws';
import { mostEvents, type Definition } from '../support/most-events';

const trusting = (service: string): object => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: `${service}.amazonaws.com` } },
  ],
});
const role = (service: string): object => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: trusting(service),
    Policies: [
      {
        PolicyName: 'all',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
        },
      },
    ],
  },
});

const TURNS = 4;

/** Waits for a second and asks the function, `TURNS` times. */
const LOOP: Definition & { readonly StartAt: string } = {
  StartAt: 'wait',
  States: {
    wait: { Type: 'Wait', Seconds: 1, Next: 'ask', Comment: `For ${TURNS / 3_600} h at most` },
    ask: {
      Type: 'Task',
      Resource: '<Function>',
      Next: 'done?',
    },
    'done?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.turn', NumericGreaterThanEquals: TURNS, Next: 'end' } as never],
      Default: 'wait',
    },
    end: { Type: 'Succeed' },
  },
};

const CODE = 'exports.handler = async ({ turn = 0 }) => ({ turn: turn + 1 });';

describe('the count of events', () => {
  let aws: LocalAws;
  beforeAll(async () => {
    aws = await startLocalAws();
  });
  afterAll(() => aws.close());

  it('is that of an execution’s history, for which a turn of wait, task and choice has nine', async () => {
    const { endpoint } = aws;
    const cloudFormation = new CloudFormation({ endpoint, customUserAgent: 'aws-cdk/test' });
    const sfn = new SFN({ endpoint });
    const [before, after] = JSON.stringify(LOOP).split('<Function>');
    const { StackId } = await cloudFormation.createStack({
      StackName: 'loop',
      Capabilities: ['CAPABILITY_IAM'],
      TemplateBody: JSON.stringify({
        Resources: {
          FunctionRole: role('lambda'),
          MachineRole: role('states'),
          Function: {
            Type: 'AWS::Lambda::Function',
            Properties: {
              Runtime: 'nodejs22.x',
              Handler: 'index.handler',
              Role: { 'Fn::GetAtt': ['FunctionRole', 'Arn'] },
              Code: { ZipFile: CODE },
            },
          },
          Machine: {
            Type: 'AWS::StepFunctions::StateMachine',
            Properties: {
              RoleArn: { 'Fn::GetAtt': ['MachineRole', 'Arn'] },
              DefinitionString: { 'Fn::Join': ['', [before, { 'Fn::GetAtt': ['Function', 'Arn'] }, after]] },
            },
          },
        },
        Outputs: { Machine: { Value: { Ref: 'Machine' } } },
      }),
    });
    const { Stacks } = await cloudFormation.describeStacks({ StackName: StackId });
    expect(Stacks![0].StackStatus).toBe('CREATE_COMPLETE');
    const { executionArn } = await sfn.startExecution({
      stateMachineArn: Stacks![0].Outputs![0].OutputValue,
    });
    const typesNow = async (): Promise<string[]> => {
      const types: string[] = [];
      for await (const { events = [] } of paginateGetExecutionHistory({ client: sfn }, { executionArn }))
        types.push(...events.map(({ type }) => type!));
      return types;
    };
    let types = await typesNow();
    for (; !/^Execution(Succeeded|Failed)$/.test(types.at(-1)!); types = await typesNow())
      if (types.at(-1) === 'WaitStateEntered') await aws.clock.advance(1_000);
    expect(types.at(-1)).toBe('ExecutionSucceeded');
    expect(types).toHaveLength(2 + TURNS * 9 + 2);
    // Each state once, and the loop.
    expect(mostEvents(LOOP)).toBe(types.length + 9);
    cloudFormation.destroy();
    sfn.destroy();
  });
});
