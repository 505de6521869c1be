import type { Tag } from '@aws-sdk/client-cloudformation';
import { Personalize, type Dataset } from '@aws-sdk/client-personalize';
import { ITEMS_SCHEMA, USERS_SCHEMA } from '@ecommerce-recommenders/shop-data/data/schemas';
import { awsForEach } from '../support/test-aws';
import { testStack, type TestStack } from './test-stack';

const DATASET_ARN = 'arn:aws:personalize:us-east-1:123456789012:dataset/shop/USERS';
const TEAM = [{ Key: 'team', Value: 'shop' }];
const TEAM_TAGS = [{ tagKey: 'team', tagValue: 'shop' }];

/** The template's own tags, by logical id. */
type OwnTags = Readonly<Record<string, readonly Tag[]>>;

const resource = (type: string, Properties: object): object => ({
  Type: `AWS::Personalize::${type}`,
  Properties,
});

const Group = (Tags?: readonly Tag[]): object =>
  resource('DatasetGroup', { Name: 'shop', Domain: 'ECOMMERCE', Tags });
const DatasetGroupArn = { 'Fn::GetAtt': ['Group', 'DatasetGroupArn'] };

const resources = (datasetName: string, tags: OwnTags = {}, schema = USERS_SCHEMA): object => ({
  Group: Group(tags.Group),
  Schema: resource('Schema', {
    ...{ Name: schema.name, Domain: 'ECOMMERCE', Tags: tags.Schema },
    Schema: JSON.stringify(schema),
  }),
  Users: resource('Dataset', {
    ...{ Name: datasetName, DatasetType: 'USERS', DatasetGroupArn, Tags: tags.Users },
    SchemaArn: { 'Fn::GetAtt': ['Schema', 'SchemaArn'] },
  }),
});

const aws = awsForEach();
const personalize = aws.client(Personalize);
let stack: TestStack;
beforeEach(() => (stack = testStack(aws)));

describe('CloudFormation’s own types of Personalize', () => {
  const described = async (): Promise<Dataset | undefined> =>
    (await personalize.describeDataset({ datasetArn: DATASET_ARN })).dataset;
  const tags = async (): Promise<unknown> =>
    (await personalize.listTagsForResource({ resourceArn: DATASET_ARN })).tags;

  it('are created ACTIVE, tagged with the stack, replaced in place of one another, and deleted to the end', async () => {
    const outputs = { Name: { Ref: 'Users' }, Arn: { 'Fn::GetAtt': ['Users', 'DatasetArn'] } };
    const created = await stack.deploy(resources('one'), outputs, { Tags: TEAM });
    expect(created).toEqual({ Name: 'one', Arn: DATASET_ARN });
    expect(await tags()).toEqual(TEAM_TAGS);
    await stack.deploy(resources('two'));
    expect(await described()).toMatchObject({ name: 'two', status: 'ACTIVE' });
    expect(await stack.remove()).toEqual([]);
  });

  it('go back to the old dataset when its replacement fails', async () => {
    await stack.deploy(resources('one'));
    const failed = stack.deploy(resources('two', {}, ITEMS_SCHEMA));
    await expect(failed).rejects.toThrow(/^UPDATE_ROLLBACK_COMPLETE/);
    expect(await described()).toMatchObject({ name: 'one', status: 'ACTIVE' });
  });

  it.each([
    ['in the template', {}, {}],
    ['from the stack into the template, which leaves the same ones', { Tags: TEAM }, { Tags: TEAM }],
  ])('make another, empty dataset where its tags change %s (CFN-14)', async (_where, before, after) => {
    await stack.deploy(resources('one'), {}, before);
    const old = await described();
    await stack.deploy(resources('one', { Users: TEAM }), {}, after);
    expect(Number((await described())?.creationDateTime)).toBeGreaterThan(Number(old?.creationDateTime));
    expect(await tags()).toEqual(TEAM_TAGS);
  });

  it.each([
    ['a schema in the template', resources('one', { Schema: TEAM }), {}],
    ['a dataset group in the template', resources('one', { Group: TEAM }), {}],
    ['the stack itself, which are handed on to both', resources('one'), { Tags: TEAM }],
  ])(
    'fail where the tags of %s change: the name is taken, and all stays as it was (CFN-14)',
    async (_of, after, more) => {
      await stack.deploy(resources('one'));
      const old = await described();
      await expect(stack.deploy(after, {}, more)).rejects.toThrow(
        /^UPDATE_ROLLBACK_COMPLETE.*already exists.*HandlerErrorCode: ResourceAlreadyExistsException/,
      );
      expect(await described()).toEqual(old);
      expect(await tags()).toEqual([]);
    },
  );

  it('fail with the words of Personalize', async () => {
    await expect(stack.deploy(resources('one', {}, { ...USERS_SCHEMA, fields: [] }))).rejects.toThrow(
      /^ROLLBACK_COMPLETE.*Resource handler returned message: ".*" \(HandlerErrorCode: InvalidInputException\)/,
    );
  });
});

describe('AWS::Personalize::Solution', () => {
  const solution = (properties: object): object => ({
    Group: Group(),
    Solution: resource('Solution', {
      ...{ Name: 'ranking', DatasetGroupArn, ...properties },
      RecipeArn: 'arn:aws:personalize:::recipe/aws-personalized-ranking-v2',
    }),
  });

  it('is created ACTIVE, training automatically, and deleted to the end (CFN-14)', async () => {
    const solutionArn = 'arn:aws:personalize:us-east-1:123456789012:solution/ranking';
    const outputs = { Name: { Ref: 'Solution' }, Arn: { 'Fn::GetAtt': ['Solution', 'SolutionArn'] } };
    expect(await stack.deploy(solution({ Tags: TEAM }), outputs)).toEqual({
      Name: 'ranking',
      Arn: solutionArn,
    });
    expect((await personalize.describeSolution({ solutionArn })).solution).toMatchObject({
      status: 'ACTIVE',
      performAutoTraining: true,
    });
    expect(await stack.remove()).toEqual([]);
  });
});
