import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import {
  DescribeDatasetCommand,
  ListTagsForResourceCommand,
  PersonalizeClient,
} from '@aws-sdk/client-personalize';
import { startLocalAws, type LocalAws } from '../../../local/local-aws';

const StackName = 'shop';
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

const template = (datasetName: string, schema: object = SCHEMA, schemaName = 'users'): string =>
  JSON.stringify({
    Resources: {
      Group: { Type: 'AWS::Personalize::DatasetGroup', Properties: { Name: 'shop', Domain: 'ECOMMERCE' } },
      Schema: {
        Type: 'AWS::Personalize::Schema',
        Properties: { Name: schemaName, Domain: 'ECOMMERCE', Schema: JSON.stringify(schema) },
      },
      Users: {
        Type: 'AWS::Personalize::Dataset',
        Properties: {
          Name: datasetName,
          DatasetType: 'USERS',
          DatasetGroupArn: { 'Fn::GetAtt': ['Group', 'DatasetGroupArn'] },
          SchemaArn: { 'Fn::GetAtt': ['Schema', 'SchemaArn'] },
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
  let client: CloudFormationClient;
  let personalize: PersonalizeClient;
  const settled = async (name: string = StackName): Promise<Stack> =>
    (await client.send(new DescribeStacksCommand({ StackName: name }))).Stacks![0];
  const failures = async (): Promise<string[]> =>
    (await client.send(new DescribeStackEventsCommand({ StackName }))).StackEvents!.flatMap(
      ({ ResourceStatus, ResourceStatusReason }) =>
        ResourceStatus === 'CREATE_FAILED' ? [ResourceStatusReason!] : [],
    );

  beforeEach(async () => {
    aws = await startLocalAws();
    client = new CloudFormationClient({ endpoint: aws.endpoint, customUserAgent: 'aws-cdk/test' });
    personalize = new PersonalizeClient({ endpoint: aws.endpoint });
  });
  afterEach(async () => {
    client.destroy();
    personalize.destroy();
    await aws.close();
  });

  it('are created ACTIVE, tagged with the stack, replaced in place of one another, and deleted to the end', async () => {
    const Tags = [{ Key: 'team', Value: 'shop' }];
    await client.send(new CreateStackCommand({ StackName, TemplateBody: template('one'), Tags }));
    const created = await settled();
    expect(created.StackStatus).toBe('CREATE_COMPLETE');
    const datasetArn = 'arn:aws:personalize:us-east-1:123456789012:dataset/shop/USERS';
    expect(created.Outputs!.map(({ OutputValue }) => OutputValue)).toEqual(['one', datasetArn]);
    const tags = await personalize.send(new ListTagsForResourceCommand({ resourceArn: datasetArn }));
    expect(tags.tags).toEqual([{ tagKey: 'team', tagValue: 'shop' }]);

    await client.send(new UpdateStackCommand({ StackName, TemplateBody: template('two') }));
    expect((await settled()).StackStatus).toBe('UPDATE_COMPLETE');
    const { dataset } = await personalize.send(new DescribeDatasetCommand({ datasetArn }));
    expect(dataset).toMatchObject({ name: 'two', status: 'ACTIVE' });

    await client.send(new DeleteStackCommand({ StackName }));
    expect((await settled(created.StackId)).StackStatus).toBe('DELETE_COMPLETE');
    const inventory: unknown = await (await fetch(`${aws.endpoint}/_local/inventory`)).json();
    expect(inventory).toEqual([]);
  });

  it('go back to the old dataset when its replacement fails', async () => {
    await client.send(new CreateStackCommand({ StackName, TemplateBody: template('one') }));
    await settled();
    const items = {
      ...SCHEMA,
      name: 'Items',
      fields: [{ name: 'ITEM_ID', type: 'string' }, ...SCHEMA.fields.slice(1)],
    };
    await client.send(new UpdateStackCommand({ StackName, TemplateBody: template('two', items, 'items') }));
    expect((await settled()).StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    const datasetArn = 'arn:aws:personalize:us-east-1:123456789012:dataset/shop/USERS';
    const { dataset } = await personalize.send(new DescribeDatasetCommand({ datasetArn }));
    expect(dataset).toMatchObject({ name: 'one', status: 'ACTIVE' });
  });

  it('fail with the words of Personalize', async () => {
    const TemplateBody = template('one', { ...SCHEMA, fields: [] });
    await client.send(new CreateStackCommand({ StackName, TemplateBody }));
    expect((await settled()).StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(await failures()).toContainEqual(
      expect.stringMatching(
        /^Resource handler returned message: ".*" \(HandlerErrorCode: InvalidInputException\)$/,
      ),
    );
  });
});
