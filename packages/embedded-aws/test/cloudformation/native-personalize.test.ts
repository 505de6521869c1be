import { CloudFormation, type Stack, type Tag } from '@aws-sdk/client-cloudformation';
import { Personalize, type Dataset } from '@aws-sdk/client-personalize';
import { startLocalAws, type LocalAws } from '../../src/local-aws';

const StackName = 'shop';
const DATASET_ARN = 'arn:aws:personalize:us-east-1:123456789012:dataset/shop/USERS';
const TEAM = [{ Key: 'team', Value: 'shop' }];
const SCHEMA = {
  type: 'record',
  name: 'Users',
  namespace: 'com.amazonaws.personalize.schema',
  fields: [
    { name: 'USER_ID', type: 'string' },
    { name: 'AGE', type: 'int' },
  ],
  version: '1.0',
};

/** The template's own tags, by logical id. */
type OwnTags = Readonly<Record<string, readonly Tag[]>>;

const template = (
  datasetName: string,
  schema: object = SCHEMA,
  schemaName = 'users',
  tags: OwnTags = {},
): string =>
  JSON.stringify({
    Resources: {
      Group: {
        Type: 'AWS::Personalize::DatasetGroup',
        Properties: { Name: 'shop', Domain: 'ECOMMERCE', Tags: tags.Group },
      },
      Schema: {
        Type: 'AWS::Personalize::Schema',
        Properties: {
          Name: schemaName,
          Domain: 'ECOMMERCE',
          Schema: JSON.stringify(schema),
          Tags: tags.Schema,
        },
      },
      Users: {
        Type: 'AWS::Personalize::Dataset',
        Properties: {
          Name: datasetName,
          DatasetType: 'USERS',
          DatasetGroupArn: { 'Fn::GetAtt': ['Group', 'DatasetGroupArn'] },
          SchemaArn: { 'Fn::GetAtt': ['Schema', 'SchemaArn'] },
          Tags: tags.Users,
        },
      },
    },
    Outputs: {
      Name: { Value: { Ref: 'Users' } },
      Arn: { Value: { 'Fn::GetAtt': ['Users', 'DatasetArn'] } },
    },
  });

describe('CloudFormation’s own types of Personalize', () => {
  let aws: LocalAws;
  let client: CloudFormation;
  let personalize: Personalize;
  const settled = async (name: string = StackName): Promise<Stack> =>
    (await client.describeStacks({ StackName: name })).Stacks![0];
  const failures = async (): Promise<string[]> =>
    (await client.describeStackEvents({ StackName })).StackEvents!.flatMap(
      ({ ResourceStatus, ResourceStatusReason }) =>
        /^(CREATE|UPDATE)_FAILED$/.test(ResourceStatus!) ? [ResourceStatusReason!] : [],
    );

  const described = async (): Promise<Dataset | undefined> => {
    const { dataset } = await personalize.describeDataset({ datasetArn: DATASET_ARN });
    return dataset;
  };
  const tagsOf = async (resourceArn: string): Promise<unknown> =>
    (await personalize.listTagsForResource({ resourceArn })).tags;

  beforeEach(async () => {
    aws = await startLocalAws();
    client = new CloudFormation({ endpoint: aws.endpoint, customUserAgent: 'aws-cdk/test' });
    personalize = new Personalize({ endpoint: aws.endpoint });
  });
  afterEach(() => aws.close());

  it('are created ACTIVE, tagged with the stack, replaced in place of one another, and deleted to the end', async () => {
    const Tags = [{ Key: 'team', Value: 'shop' }];
    await client.createStack({ StackName, TemplateBody: template('one'), Tags });
    const created = await settled();
    expect(created.StackStatus).toBe('CREATE_COMPLETE');
    const datasetArn = DATASET_ARN;
    expect(created.Outputs!.map(({ OutputValue }) => OutputValue)).toEqual(['one', datasetArn]);
    const tags = await personalize.listTagsForResource({ resourceArn: datasetArn });
    expect(tags.tags).toEqual([{ tagKey: 'team', tagValue: 'shop' }]);

    await client.updateStack({ StackName, TemplateBody: template('two') });
    expect((await settled()).StackStatus).toBe('UPDATE_COMPLETE');
    const { dataset } = await personalize.describeDataset({ datasetArn });
    expect(dataset).toMatchObject({ name: 'two', status: 'ACTIVE' });

    await client.deleteStack({ StackName });
    expect((await settled(created.StackId)).StackStatus).toBe('DELETE_COMPLETE');
    const inventory: unknown = await (await fetch(`${aws.endpoint}/_local/inventory`)).json();
    expect(inventory).toEqual([]);
  });

  it('go back to the old dataset when its replacement fails', async () => {
    await client.createStack({ StackName, TemplateBody: template('one') });
    await settled();
    const items = {
      ...SCHEMA,
      name: 'Items',
      fields: [{ name: 'ITEM_ID', type: 'string' }, ...SCHEMA.fields.slice(1)],
    };
    await client.updateStack({ StackName, TemplateBody: template('two', items, 'items') });
    expect((await settled()).StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    const dataset = await described();
    expect(dataset).toMatchObject({ name: 'one', status: 'ACTIVE' });
  });

  it.each([
    ['in the template', { TemplateBody: template('one', SCHEMA, 'users', { Users: TEAM }) }, {}],
    [
      'from the stack into the template, which leaves the same ones',
      { TemplateBody: template('one', SCHEMA, 'users', { Users: TEAM }), Tags: TEAM },
      { Tags: TEAM },
    ],
  ])('make another, empty dataset where its tags change %s (CFN-14)', async (_where, after, before) => {
    await client.createStack({ StackName, TemplateBody: template('one'), ...before });
    await settled();
    const old = await described();
    await client.updateStack({ StackName, ...after });
    expect((await settled()).StackStatus).toBe('UPDATE_COMPLETE');
    expect(Number((await described())?.creationDateTime)).toBeGreaterThan(Number(old?.creationDateTime));
    expect(await tagsOf(DATASET_ARN)).toEqual([{ tagKey: 'team', tagValue: 'shop' }]);
  });

  it.each([
    ['a schema in the template', { TemplateBody: template('one', SCHEMA, 'users', { Schema: TEAM }) }],
    ['a dataset group in the template', { TemplateBody: template('one', SCHEMA, 'users', { Group: TEAM }) }],
    ['the stack itself, which are handed on to both', { TemplateBody: template('one'), Tags: TEAM }],
  ])(
    'fail where the tags of %s change: the name is taken, and all stays as it was (CFN-14)',
    async (_of, after) => {
      await client.createStack({ StackName, TemplateBody: template('one') });
      await settled();
      const old = await described();
      await client.updateStack({ StackName, ...after });
      expect((await settled()).StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
      expect(await failures()).toContainEqual(
        expect.stringMatching(/already exists.*HandlerErrorCode: ResourceAlreadyExistsException/),
      );
      expect(await described()).toEqual(old);
      expect(await tagsOf(DATASET_ARN)).toEqual([]);
    },
  );

  it('fail with the words of Personalize', async () => {
    const TemplateBody = template('one', { ...SCHEMA, fields: [] });
    await client.createStack({ StackName, TemplateBody });
    expect((await settled()).StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(await failures()).toContainEqual(
      expect.stringMatching(
        /^Resource handler returned message: ".*" \(HandlerErrorCode: InvalidInputException\)$/,
      ),
    );
  });
});
