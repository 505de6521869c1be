import { CloudFormation, type Stack, type StackResource } from '@aws-sdk/client-cloudformation';
import { S3 } from '@aws-sdk/client-s3';
import { SSM } from '@aws-sdk/client-ssm';
import { awsForEach } from '../support/test-aws';
import { testStack, type TestStack } from './test-stack';

const aws = awsForEach();
const cloudFormation = aws.client(CloudFormation);
const ssm = aws.client(SSM);
const s3 = aws.client(S3);
let root: TestStack;
beforeEach(async () => {
  await s3.createBucket({ Bucket: 'templates' });
  root = testStack(aws);
});

const parameter = (Name: unknown, Value: unknown): object => ({
  Type: 'AWS::SSM::Parameter',
  Properties: { Type: 'String', Name, Value },
});

/** Uploads a template, and returns the resource of a stack with it. */
async function nested(key: string, template: object, properties: object = {}): Promise<object> {
  await s3.putObject({ Bucket: 'templates', Key: key, Body: JSON.stringify(template) });
  const TemplateURL = `https://s3.amazonaws.com/templates/${key}`;
  return { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL, ...properties } };
}

/** A template of one parameter `/nested`, with the value that it is given. */
const TEMPLATE = {
  Parameters: { Given: { Type: 'String' } },
  Resources: { P: parameter('/nested', { Ref: 'Given' }) },
  Outputs: { Name: { Value: { Ref: 'P' } }, Given: { Value: { Ref: 'Given' } } },
};

const value = async (Name: string): Promise<string | undefined> =>
  (await ssm.getParameter({ Name })).Parameter?.Value;
const stackOf = async (StackName: string): Promise<Stack> =>
  (await cloudFormation.describeStacks({ StackName })).Stacks![0];
async function resourcesOf(StackName: string): Promise<StackResource[]> {
  return (await cloudFormation.describeStackResources({ StackName })).StackResources!;
}
async function theNested(): Promise<Stack> {
  const found = (await resourcesOf('s')).find(({ LogicalResourceId }) => LogicalResourceId === 'N')!;
  return stackOf(found.PhysicalResourceId!);
}

it('a nested stack gets parameters and tags, and gives its outputs (CFN-27)', async () => {
  const N = await nested('a.json', TEMPLATE, {
    Parameters: { Given: 'one' },
    Tags: [{ Key: 'team', Value: 'shop' }],
  });
  const outputs = await root.deploy(
    { N, Q: parameter('/outer', { 'Fn::GetAtt': ['N', 'Outputs.Name'] }) },
    { Given: { 'Fn::Sub': '${N.Outputs.Given}' } },
  );
  expect(outputs).toEqual({ Given: 'one' });
  expect([await value('/nested'), await value('/outer')]).toEqual(['one', '/nested']);
  const stack = await theNested();
  expect(stack).toMatchObject({
    StackName: expect.stringMatching(/^s-N-\w{12}$/) as string,
    StackStatus: 'CREATE_COMPLETE',
    ParentId: (await stackOf('s')).StackId,
    RootId: (await stackOf('s')).StackId,
    Tags: [{ Key: 'team', Value: 'shop' }],
  });
  const tags = await ssm.listTagsForResource({ ResourceType: 'Parameter', ResourceId: '/nested' });
  expect(tags.TagList).toEqual([{ Key: 'team', Value: 'shop' }]);
});

const resources = async (Given: string, more: object): Promise<object> => ({
  N: await nested('a.json', TEMPLATE, { Parameters: { Given } }),
  ...more,
});

it('is updated with its parent, and goes back if a later resource of the parent fails to update (CFN-27)', async () => {
  const Q = parameter('/outer', { 'Fn::GetAtt': ['N', 'Outputs.Given'] });
  await root.deploy(await resources('one', { Q }));
  await root.deploy(await resources('two', { Q }));
  expect([await value('/nested'), await value('/outer')]).toEqual(['two', 'two']);
  expect((await theNested()).StackStatus).toBe('UPDATE_COMPLETE');
  const Wrong = { ...parameter('/nested', 'taken'), DependsOn: 'N' };
  await expect(root.deploy(await resources('three', { Q, Wrong }))).rejects.toThrow(
    /UPDATE_ROLLBACK_COMPLETE/,
  );
  expect([await value('/nested'), await value('/outer')]).toEqual(['two', 'two']);
});

it('is deleted with its parent, stacks within it first (CFN-27)', async () => {
  const inner = await nested('inner.json', TEMPLATE, { Parameters: { Given: 'deep' } });
  const N = await nested('outer.json', { Resources: { Inner: inner } });
  await root.deploy({ N });
  const middle = await theNested();
  const [{ PhysicalResourceId }] = await resourcesOf(middle.StackId!);
  expect(await stackOf(PhysicalResourceId!)).toMatchObject({
    ParentId: middle.StackId,
    RootId: (await stackOf('s')).StackId,
  });
  const left = await root.remove();
  expect(left).toEqual([
    { type: 'AWS::S3::Bucket', id: 'templates' },
    { type: 'AWS::S3::Object', id: 'templates/inner.json' },
    { type: 'AWS::S3::Object', id: 'templates/outer.json' },
  ]);
});

it('that fails fails its parent with its reason, and is rolled back with it (CFN-27)', async () => {
  const FAILING = { Resources: { A: parameter('/a', 'a'), B: { ...parameter('/a', 'b'), DependsOn: 'A' } } };
  await expect(root.deploy({ N: await nested('f.json', FAILING) })).rejects.toThrow(
    /Embedded stack arn:aws:cloudformation:\S+ was not successfully created: The following resource\(s\) failed to create: \[B\]/,
  );
  await expect(value('/a')).rejects.toMatchObject({ name: 'ParameterNotFound' });
});

it('goes back to its former state if it fails to update itself (CFN-27)', async () => {
  await ssm.putParameter({ Name: '/foreign', Value: 'x', Type: 'String' });
  await root.deploy(await resources('one', {}));
  const Wrong = { ...parameter('/foreign', 'y'), DependsOn: 'P' };
  const failing = { ...TEMPLATE, Resources: { P: parameter('/nested', 'two'), Wrong } };
  const update = root.deploy({ N: await nested('b.json', failing, { Parameters: { Given: 'one' } }) });
  await expect(update).rejects.toThrow(/was not successfully updated. Currently in UPDATE_FAILED/);
  expect([await value('/nested'), (await theNested()).StackStatus]).toEqual(['one', 'UPDATE_COMPLETE']);
});

it('needs the capabilities of its root (CFN-27)', async () => {
  const AssumeRolePolicyDocument = { Version: '2012-10-17', Statement: [] };
  const R = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument } };
  const N = await nested('role.json', { Resources: { R } });
  await expect(root.deploy({ N }, {}, { Capabilities: [] })).rejects.toThrow(
    'Requires capabilities : [CAPABILITY_IAM]',
  );
});
