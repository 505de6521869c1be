import { Lambda } from '@aws-sdk/client-lambda';
import { S3 } from '@aws-sdk/client-s3';
import { sessionOf } from '../authorization/session-of';
import { testStack } from '../cloudformation/test-stack';
import { call, deploy, functionResource, zipOf } from './deployed-function';
import { lambdaAccount } from './lambda-account';
import { itWith } from '../../../../test/support/prerequisites';
import { refused } from '../support/refused';

const { aws, client: lambda } = lambdaAccount();

async function publish(LayerName: string, files: Record<string, string>, client = lambda): Promise<string> {
  const { LayerVersionArn } = await client.publishLayerVersion({
    LayerName,
    Content: { ZipFile: zipOf(files) },
    CompatibleRuntimes: ['nodejs22.x'],
  });
  return LayerVersionArn!;
}

const moduleOf = (name: string, value: string): Record<string, string> => ({
  [`nodejs/node_modules/${name}/index.js`]: `module.exports = '${value}';`,
});
const READS = "exports.handler = async () => [require('tea'), require('milk')];";

describe('layers', () => {
  describe.each(['processes', 'inline'] as const)('in %s', (functions) => {
    const { client } = lambdaAccount({ functions });
    it('bring a function their modules, later ones before earlier ones (LAMBDA-21)', async () => {
      const old = { ...moduleOf('tea', 'old'), ...moduleOf('milk', 'fresh') };
      const first = await publish('first', old, client);
      const second = await publish('second', moduleOf('tea', 'green'), client);
      await deploy(client, READS, { Layers: [first, second] });
      expect((await call(client)).answer).toEqual(['green', 'fresh']);
      const { Layers } = await client.getFunctionConfiguration({ FunctionName: 'example' });
      expect(Layers!.map(({ Arn }) => Arn)).toEqual([first, second]);
    });
  });

  itWith('python')('bring Python functions theirs (LAMBDA-21)', async () => {
    const layer = await publish('py', {
      'python/tea.py': 'KIND = "green"',
      'python/lib/python3.13/site-packages/milk.py': 'KIND = "fresh"',
    });
    const code = 'import milk, tea\ndef handler(event, context):\n    return [tea.KIND, milk.KIND]';
    await deploy(lambda, { 'index.py': code }, { Runtime: 'python3.13', Layers: [layer] });
    expect((await call(lambda)).answer).toEqual(['green', 'fresh']);
  });

  it('of a function change with its configuration, and outlive their deletion (LAMBDA-21)', async () => {
    const first = await publish('l', { ...moduleOf('tea', 'one'), ...moduleOf('milk', 'x') });
    const second = await publish('l', { ...moduleOf('tea', 'two'), ...moduleOf('milk', 'x') });
    expect([first, second].map((arn) => arn.split(':').at(-1))).toEqual(['1', '2']);
    await deploy(lambda, READS, { Layers: [first] });
    await lambda.deleteLayerVersion({ LayerName: 'l', VersionNumber: 1 });
    expect((await call(lambda)).answer).toEqual(['one', 'x']);
    await lambda.updateFunctionConfiguration({ FunctionName: 'example', Layers: [second] });
    expect((await call(lambda)).answer).toEqual(['two', 'x']);
    await lambda.updateFunctionConfiguration({ FunctionName: 'example', Layers: [] });
    expect((await call(lambda)).error).toBe('Unhandled');
  });

  it('are listed, described, and given permissions (LAMBDA-21)', async () => {
    const arn = await publish('l', { a: '1' });
    const version = { LayerName: 'l', VersionNumber: 1 };
    expect(await lambda.getLayerVersion(version)).toMatchObject({
      LayerVersionArn: arn,
      LayerArn: 'arn:aws:lambda:us-east-1:123456789012:layer:l',
      Version: 1,
      CompatibleRuntimes: ['nodejs22.x'],
      Content: { CodeSize: expect.any(Number) as number },
    });
    const { Layers } = await lambda.listLayers({ CompatibleRuntime: 'python3.13' });
    const { LayerVersions } = await lambda.listLayerVersions({ LayerName: 'l' });
    expect([Layers, LayerVersions!.map(({ Version }) => Version)]).toEqual([[], [1]]);
    const Action = 'lambda:GetLayerVersion';
    await lambda.addLayerVersionPermission({ ...version, StatementId: 's', Action, Principal: '*' });
    const { Policy } = await lambda.getLayerVersionPolicy(version);
    expect(JSON.parse(Policy!)).toMatchObject({ Statement: [{ Sid: 's', Principal: '*', Resource: arn }] });
    await lambda.removeLayerVersionPermission({ ...version, StatementId: 's' });
    await refused(lambda.getLayerVersionPolicy(version), 'ResourceNotFoundException');
    expect(await aws.inventory()).toContainEqual({ type: 'AWS::Lambda::LayerVersion', id: arn });
    await expect(lambda.getLayerVersionByArn({ Arn: arn })).rejects.toThrow(/GetLayerVersion/);
  });

  it.each([
    ['of other accounts', 'arn:aws:lambda:us-east-1:017000801446:layer:Tools:1', /layers of other accounts/],
    ['that are missing', 'arn:aws:lambda:us-east-1:123456789012:layer:l:7', /l:7 does not exist/],
  ])('%s fail the function (LAMBDA-21)', async (_what, layer, message) => {
    await expect(deploy(lambda, READS, { Layers: [layer] })).rejects.toThrow(message);
  });

  it('need a permission of whoever configures the function (LAMBDA-21)', async () => {
    const layer = await publish('l', { a: '1' });
    const allowed = { Effect: 'Allow', Action: ['lambda:CreateFunction', 'iam:PassRole'], Resource: '*' };
    const credentials = await sessionOf(aws.endpoint, { name: 'poor', allowed });
    const poor = aws.client(Lambda, { credentials });
    await expect(deploy(poor, READS, { Layers: [layer] })).rejects.toThrow(
      /not authorized to perform: lambda:GetLayerVersion on resource: .*layer:l:1/,
    );
  });

  it('are deployed and deleted by a stack (LAMBDA-21)', async () => {
    const s3 = aws.client(S3);
    await s3.createBucket({ Bucket: 'code' });
    await s3.putObject({ Bucket: 'code', Key: 'l.zip', Body: zipOf(moduleOf('tea', 'green')) });
    const stack = testStack(aws);
    const L = { Content: { S3Bucket: 'code', S3Key: 'l.zip' }, Description: 'tea' };
    const LayerVersionArn = { Ref: 'L' };
    const P = { Action: 'lambda:GetLayerVersion', LayerVersionArn, Principal: '210987654321' };
    const outputs = await stack.deploy(
      {
        L: { Type: 'AWS::Lambda::LayerVersion', Properties: L },
        P: { Type: 'AWS::Lambda::LayerVersionPermission', Properties: P },
        F: functionResource("exports.handler = async () => require('tea');", { Layers: [LayerVersionArn] }),
      },
      { Layer: LayerVersionArn },
    );
    expect(outputs.Layer).toMatch(/^arn:aws:lambda:us-east-1:123456789012:layer:s-L-\w{12}:1$/);
    expect((await call(lambda)).answer).toBe('green');
    expect(JSON.stringify(await stack.remove())).not.toContain('AWS::Lambda');
  });
});
