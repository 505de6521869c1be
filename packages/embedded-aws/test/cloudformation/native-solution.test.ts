import { CloudFormation, type Stack } from '@aws-sdk/client-cloudformation';
import { Personalize } from '@aws-sdk/client-personalize';
import { startLocalAws, type LocalAws } from '../../src/local-aws';

const StackName = 'ranking';
const SOLUTION_ARN = 'arn:aws:personalize:us-east-1:123456789012:solution/ranking';

const template = (properties: object): string =>
  JSON.stringify({
    Resources: {
      Group: { Type: 'AWS::Personalize::DatasetGroup', Properties: { Name: 'shop', Domain: 'ECOMMERCE' } },
      Solution: {
        Type: 'AWS::Personalize::Solution',
        Properties: {
          Name: 'ranking',
          DatasetGroupArn: { 'Fn::GetAtt': ['Group', 'DatasetGroupArn'] },
          RecipeArn: 'arn:aws:personalize:::recipe/aws-personalized-ranking-v2',
          ...properties,
        },
      },
    },
    Outputs: {
      Name: { Value: { Ref: 'Solution' } },
      Arn: { Value: { 'Fn::GetAtt': ['Solution', 'SolutionArn'] } },
    },
  });

describe('AWS::Personalize::Solution', () => {
  let aws: LocalAws;
  let client: CloudFormation;
  let personalize: Personalize;
  beforeEach(async () => {
    aws = await startLocalAws();
    client = new CloudFormation({ endpoint: aws.endpoint, customUserAgent: 'aws-cdk/test' });
    personalize = new Personalize({ endpoint: aws.endpoint });
  });
  afterEach(() => aws.close());
  const create = async (properties: object): Promise<Stack> => {
    await client.createStack({ StackName, TemplateBody: template(properties) });
    return settled();
  };
  const settled = async (name: string = StackName): Promise<Stack> =>
    (await client.describeStacks({ StackName: name })).Stacks![0];

  it('is created ACTIVE, training automatically, and deleted to the end (CFN-14)', async () => {
    const created = await create({ Tags: [{ Key: 'team', Value: 'shop' }] });
    expect(created.StackStatus).toBe('CREATE_COMPLETE');
    expect(created.Outputs!.map(({ OutputValue }) => OutputValue)).toEqual(['ranking', SOLUTION_ARN]);
    const { solution } = await personalize.describeSolution({ solutionArn: SOLUTION_ARN });
    expect(solution).toMatchObject({ status: 'ACTIVE', performAutoTraining: true });

    await client.deleteStack({ StackName });
    expect((await settled(created.StackId)).StackStatus).toBe('DELETE_COMPLETE');
    expect(await (await fetch(`${aws.endpoint}/_local/inventory`)).json()).toEqual([]);
  });

  it('fails with the words of Personalize, and leaves nothing', async () => {
    const { StackStatus } = await create({ PerformHPO: true });
    expect(StackStatus).toBe('ROLLBACK_COMPLETE');
    const { StackEvents } = await client.describeStackEvents({ StackName });
    expect(StackEvents!.map(({ ResourceStatusReason }) => ResourceStatusReason)).toContainEqual(
      expect.stringContaining('performHPO'),
    );
  });
});
