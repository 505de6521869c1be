import { readFileSync } from 'node:fs';
import { paginateGetParametersByPath, SSM } from '@aws-sdk/client-ssm';
import { refused } from '../support/refused';
import { awsForEach } from '../support/test-aws';

const aws = awsForEach();
const ssm = aws.client(SSM);

const BOOTSTRAP = '/cdk-bootstrap/hnb659fds/version';
const put = (Name: string, Value = 'v', more: object = {}): Promise<object> =>
  ssm.putParameter({ Name, Value, Type: 'String', ...more });

it('the bootstrap version is that of the CLI, in every region', async () => {
  const template = readFileSync(require.resolve('aws-cdk/lib/api/bootstrap/bootstrap-template.yaml'), 'utf8');
  const [, version] = /BootstrapVersion:[\s\S]*?Value: '(\d+)'/.exec(
    template.slice(template.indexOf('Outputs:')),
  )!;
  const abroad = new SSM({ endpoint: aws.endpoint, region: 'ap-south-1', maxAttempts: 1 });
  for (const client of [ssm, abroad])
    expect((await client.getParameter({ Name: BOOTSTRAP })).Parameter!.Value).toBe(version);
  expect(await aws.inventory()).toEqual([]);
});

it('a parameter comes back as it was put, and is deleted by its name, not by its ARN', async () => {
  expect(await put('/shop/a', 'one')).toMatchObject({ Version: 1, Tier: 'Standard' });
  const { Parameter } = await ssm.getParameter({ Name: '/shop/a', WithDecryption: true });
  const ARN = 'arn:aws:ssm:us-east-1:123456789012:parameter/shop/a';
  const described = { Name: '/shop/a', Type: 'String', Value: 'one', Version: 1, ARN, DataType: 'text' };
  expect(Parameter).toMatchObject(described);
  await refused(ssm.deleteParameter({ Name: ARN }), 'ParameterNotFound');
  await ssm.deleteParameter({ Name: '/shop/a' });
  await refused(ssm.deleteParameter({ Name: '/shop/a' }), 'ParameterNotFound');
  await refused(ssm.getParameter({ Name: '/shop/a' }), 'ParameterNotFound');
});

it('a parameter is overwritten where that is wanted, and gets a version', async () => {
  await put('plain', 'one');
  await refused(put('plain', 'two'), 'ParameterAlreadyExists');
  expect(await put('plain', 'two', { Overwrite: true })).toMatchObject({ Version: 2 });
  const { Parameter } = await ssm.getParameter({ Name: 'plain:2' });
  expect(Parameter).toMatchObject({ Name: 'plain', Value: 'two', Selector: ':2' });
  expect((await ssm.getParameter({ Name: 'plain:1' })).Parameter).toMatchObject({ Value: 'one', Version: 1 });
  await refused(ssm.getParameter({ Name: 'plain:3' }), 'ParameterVersionNotFound');
});

it.each([
  ['a value that its pattern forbids', { AllowedPattern: '\\d+' }, 'ParameterPatternMismatchException'],
  [
    'a pattern that backtracks',
    { AllowedPattern: '^(a+)+$', Value: `${'a'.repeat(50)}b` },
    'InvalidAllowedPatternException',
  ],
  ['a pattern that is none', { AllowedPattern: '(' }, 'InvalidAllowedPatternException'],
  ['more than 4 KB', { Value: 'x'.repeat(4097) }, 'ValidationException'],
  ['no type', { Type: undefined }, 'ValidationException'],
  ['what the advanced tier has', { Tier: 'Advanced' }, 'ValidationException'],
  ['a secret', { Type: 'SecureString' }, 'ValidationException'],
  ['a name with an empty level', { Name: '/shop//a' }, 'ValidationException'],
])('fails to put %s (SSM-1)', async (_what, change, name) => {
  await refused(put('x', 'v', change), name);
});

it('several are read and deleted at once, and the missing ones named', async () => {
  for (const name of ['/a', '/b']) await put(name);
  const { Parameters, InvalidParameters } = await ssm.getParameters({ Names: ['/a', '/none', '/b'] });
  expect(Parameters!.map(({ Name }) => Name)).toEqual(['/a', '/b']);
  expect(InvalidParameters).toEqual(['/none']);
  const deleted = { DeletedParameters: ['/a'], InvalidParameters: ['/none'] };
  expect(await ssm.deleteParameters({ Names: ['/a', '/none'] })).toMatchObject(deleted);
});

it('those under a path are found page by page', async () => {
  for (const name of ['/shop/c', '/shop/a', '/shop/b/1', '/shopper']) await put(name);
  const names: (string | undefined)[] = [];
  const recursive = { Path: '/shop', Recursive: true };
  for await (const page of paginateGetParametersByPath({ client: ssm, pageSize: 2 }, recursive))
    names.push(...page.Parameters!.map(({ Name }) => Name));
  expect(names).toEqual(['/shop/a', '/shop/b/1', '/shop/c']);
  const { Parameters } = await ssm.getParametersByPath({ Path: '/shop/' });
  expect(Parameters!.map(({ Name }) => Name)).toEqual(['/shop/a', '/shop/c']);
});

it('descriptions are filtered, without the values', async () => {
  await put('/shop/a', 'v', { Description: 'first' });
  await put('/other', 'v,w', { Type: 'StringList' });
  const find = async (Key: string, Option: string, Values: string[]): Promise<(string | undefined)[]> => {
    const { Parameters } = await ssm.describeParameters({ ParameterFilters: [{ Key, Option, Values }] });
    return Parameters!.map(({ Name }) => Name);
  };
  expect(await find('Name', 'BeginsWith', ['/shop'])).toEqual(['/shop/a']);
  expect(await find('Name', 'Contains', ['the'])).toEqual(['/other']);
  expect(await find('Path', 'OneLevel', ['/'])).toEqual(['/other']);
  expect(await find('Type', 'Equals', ['StringList'])).toEqual(['/other']);
  await refused(find('Type', 'Contains', ['x']), 'InvalidFilterOption');
  const { Parameters } = await ssm.describeParameters({});
  const described = Parameters!.find(({ Name }) => Name === '/shop/a')!;
  const LastModifiedUser = 'arn:aws:iam::123456789012:root';
  expect(described).toMatchObject({ Description: 'first', LastModifiedUser });
  expect(described).not.toHaveProperty('Value');
});

it('tags are put on and taken off, of a parameter that is there', async () => {
  await put('/a', 'v', { Tags: [{ Key: 'a', Value: '1' }] });
  const resource = { ResourceType: 'Parameter', ResourceId: '/a' } as const;
  const Tags = ['a', 'b'].map((Key) => ({ Key, Value: '2' }));
  await ssm.addTagsToResource({ ...resource, Tags });
  await ssm.removeTagsFromResource({ ...resource, TagKeys: ['b'] });
  expect((await ssm.listTagsForResource(resource)).TagList).toEqual([{ Key: 'a', Value: '2' }]);
  const none = { ...resource, ResourceId: '/none' };
  await refused(ssm.listTagsForResource(none), 'InvalidResourceId');
  await refused(ssm.addTagsToResource({ ...none, Tags: [] }), 'InvalidResourceId');
  await refused(ssm.removeTagsFromResource({ ...none, TagKeys: [] }), 'InvalidResourceId');
});

it("AWS's public parameters are refused by name (SSM-5)", async () => {
  const Name = '/aws/service/ami-amazon-linux-latest/al2023';
  const message = expect.stringContaining("does not have AWS's public parameters") as string;
  await expect(ssm.getParameter({ Name })).rejects.toMatchObject({ name: 'ParameterNotFound', message });
  await expect(ssm.getParametersByPath({ Path: '/aws/service' })).rejects.toMatchObject({ message });
});
