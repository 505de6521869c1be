import { S3 } from '@aws-sdk/client-s3';
import { zipOf } from './deployed-function';
import { lambdaAccount } from './lambda-account';
import { refused } from '../support/refused';

const ECHO = 'exports.handler = async (event) => event;';

const { aws, client, deploy, call } = lambdaAccount();

describe('functions', () => {
  it('are described as they were created', async () => {
    const given = {
      Timeout: 20,
      MemorySize: 256,
      Environment: { Variables: { TABLE: 'items' } },
      VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
    };
    const FunctionArn = await deploy(ECHO, { ...given, Tags: { shop: 'retail' } });
    const { Configuration, Tags } = await client.getFunction({ FunctionName: FunctionArn });
    expect(Configuration).toMatchObject({
      ...given,
      FunctionName: 'example',
      FunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:example',
      State: 'Active',
      LastUpdateStatus: 'Successful',
      LoggingConfig: { LogFormat: 'Text', LogGroup: '/aws/lambda/example' },
    });
    expect(Tags).toEqual({ shop: 'retail' });
  });

  it('are InProgress in the answer to a change, and Active and Successful after it (LAMBDA-3)', async () => {
    await deploy(ECHO);
    expect(await client.updateFunctionConfiguration({ FunctionName: 'example', Timeout: 9 })).toMatchObject({
      State: 'Active',
      LastUpdateStatus: 'InProgress',
      LastUpdateStatusReasonCode: 'Creating',
    });
    const { Configuration } = await client.getFunction({ FunctionName: 'example' });
    expect(Configuration).toMatchObject({ State: 'Active', LastUpdateStatus: 'Successful', Timeout: 9 });
  });

  it('are listed page by page', async () => {
    for (const FunctionName of ['b', 'a', 'c']) await deploy(ECHO, { FunctionName });
    const first = await client.listFunctions({ MaxItems: 2 });
    const second = await client.listFunctions({ MaxItems: 2, Marker: first.NextMarker });
    const names = [...first.Functions!, ...second.Functions!].map(({ FunctionName }) => FunctionName);
    expect(names).toEqual(['a', 'b', 'c']);
    expect(second.NextMarker).toBeUndefined();
  });

  it('keep tags and permissions', async () => {
    const Resource = await deploy(ECHO, { Tags: { a: '1' } });
    await client.tagResource({ Resource, Tags: { b: '2' } });
    await client.untagResource({ Resource, TagKeys: ['a'] });
    expect((await client.listTags({ Resource })).Tags).toEqual({ b: '2' });

    const statement = { FunctionName: 'example', StatementId: 's3' };
    const Service = 's3.amazonaws.com';
    const SourceArn = 'arn:aws:s3:::data';
    const Action = 'lambda:InvokeFunction';
    await client.addPermission({ ...statement, Action, Principal: Service, SourceArn });
    const { Policy } = await client.getPolicy({ FunctionName: 'example' });
    const Condition = { ArnLike: { 'AWS:SourceArn': SourceArn } };
    expect(JSON.parse(Policy!)).toMatchObject({
      Statement: [{ Sid: 's3', Principal: { Service }, Condition }],
    });
    await client.removePermission(statement);
    await refused(client.getPolicy({ FunctionName: 'example' }), 'ResourceNotFoundException');
  });
});

describe('code from S3', () => {
  const s3 = aws.client(S3);
  beforeEach(() => s3.createBucket({ Bucket: 'assets' }));
  const upload = async (Key: string, code: string): Promise<{ S3Bucket: string; S3Key: string }> => {
    await s3.putObject({ Bucket: 'assets', Key, Body: zipOf({ 'index.js': code }) });
    return { S3Bucket: 'assets', S3Key: Key };
  };

  it('runs, and is replaced by an update', async () => {
    await deploy('', { Code: await upload('1.zip', 'exports.handler = async () => 1;') });
    expect((await call()).answer).toBe(1);
    const code = await upload('2.zip', 'exports.handler = async () => 2;');
    await client.updateFunctionCode({ FunctionName: 'example', ...code });
    expect((await call()).answer).toBe(2);
  });

  it('fails with the error of S3 when it is not there', async () => {
    const Code = { S3Bucket: 'assets', S3Key: 'none.zip' };
    await refused(deploy('', { Code }), 'InvalidParameterValueException', 'S3 Error Code: NoSuchKey');
  });
});

describe('a request that cannot be', () => {
  it('fails to create a function that exists', async () => {
    await deploy(ECHO);
    await expect(deploy(ECHO)).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message: 'Function already exist: example',
    });
  });

  it.each([
    ['no runtime', { Runtime: undefined }, /^Runtime and Handler are mandatory parameters for functions/],
    ['no handler', { Handler: undefined }, /^Runtime and Handler are mandatory parameters for functions/],
    ['a runtime that is not here', { Runtime: 'java21' as const }, /'java21' cannot run here/],
    ['a variable of Lambda itself', { Environment: { Variables: { AWS_REGION: 'x' } } }, /AWS_REGION/],
    [
      'more than 4 KB of variables, quotes counted as JSON writes them',
      { Environment: { Variables: { TEXT: '"'.repeat(2_048) } } },
      /exceeded the 4KB limit\. String measured: \{"TEXT":/,
    ],
    ['a dead-letter queue', { DeadLetterConfig: { TargetArn: 'arn' } }, /'DeadLetterConfig' is not known/],
    ['subnets alone', { VpcConfig: { SubnetIds: ['subnet-1'] } }, /must coexist or be both empty/],
    ['code that is no archive', { Code: { ZipFile: Buffer.from('text') } }, /Could not unzip/],
    ['code from nowhere', { Code: {} }, /provide a source/],
    ['code outside its folder', { Code: { ZipFile: zipOf({ '../x.js': '' }) } }, /'..\/x.js' .* is outside/],
    ['log levels of a text log', { LoggingConfig: { SystemLogLevel: 'WARN' as const } }, /need the JSON log/],
  ])('fails to create a function with %s (LAMBDA-1)', async (_what, options, message) => {
    await expect(deploy(ECHO, options)).rejects.toThrow(message);
  });

  it('fails to create a Python function where there is no python3', async () => {
    const path = jest.replaceProperty(process, 'env', { ...process.env, PATH: '' });
    await refused(
      deploy(ECHO, { Runtime: 'python3.13' }),
      'InvalidParameterValueException',
      /^Python functions need python3 on the PATH/,
    );
    path.restore();
  });

  it('fails to invoke with what is not JSON, and with a version that is not there', async () => {
    await deploy(ECHO);
    const FunctionName = 'example';
    for (const Payload of ['{', '['.repeat(2_000) + ']'.repeat(2_000)])
      await refused(client.invoke({ FunctionName, Payload }), 'InvalidRequestContentException');
    await expect(client.invoke({ FunctionName, Qualifier: '3' })).rejects.toThrow(
      'Function not found: arn:aws:lambda:us-east-1:123456789012:function:example:3',
    );
  });

  it('fails to set an event invoke config, by name', async () => {
    const config = { FunctionName: 'example', MaximumRetryAttempts: 0 };
    await expect(client.putFunctionEventInvokeConfig(config)).rejects.toThrow(
      /PutFunctionEventInvokeConfig .* is not supported/,
    );
  });
});
