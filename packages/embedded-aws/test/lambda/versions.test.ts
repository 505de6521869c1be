import { testStack } from '../cloudformation/test-stack';
import { functionResource, zipOf } from './deployed-function';
import { lambdaAccount } from './lambda-account';
import { refused } from '../support/refused';

const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:example';
const FunctionName = 'example';
/** Says which code runs, and under which version and name. */
const saying = (text: string): string =>
  `exports.handler = async (_event, context) => [${JSON.stringify(text)}, context.functionVersion,
     context.invokedFunctionArn, process.env.AWS_LAMBDA_FUNCTION_VERSION];`;

const { aws, client, deploy, call } = lambdaAccount();

const changeCode = (text: string): Promise<unknown> =>
  client.updateFunctionCode({ FunctionName, ZipFile: zipOf({ 'index.js': saying(text) }) });
const publish = (Description?: string): Promise<{ Version?: string; Description?: string }> =>
  client.publishVersion({ FunctionName, Description });
const ofLambda = async (): Promise<string[]> =>
  (await aws.inventory()).filter(({ type }) => type.startsWith('AWS::Lambda')).map(({ id }) => id);

describe('versions and aliases of a function', () => {
  it('keep code and configuration, and are invoked by qualifier or ARN (LAMBDA-19)', async () => {
    await deploy(saying('first'));
    expect(await publish('one')).toMatchObject({ Version: '1', Description: 'one', FunctionArn: `${ARN}:1` });
    expect((await publish()).Version).toBe('1');
    await changeCode('second');
    const Description = 'shop';
    await client.createAlias({ FunctionName, Name: 'live', FunctionVersion: '1', Description });
    expect((await call()).answer).toEqual(['second', '$LATEST', ARN, '$LATEST']);
    expect((await call({}, `${ARN}:1`)).answer).toEqual(['first', '1', `${ARN}:1`, '1']);
    const { answer, log } = await call({}, 'example:live');
    expect(answer).toEqual(['first', '1', `${ARN}:live`, '1']);
    expect(log).toMatch(/^START RequestId: \S+ Version: 1$/m);

    expect((await publish()).Version).toBe('2');
    await client.updateAlias({ FunctionName, Name: 'live', FunctionVersion: '2' });
    const invoked = await client.invoke({ FunctionName, Qualifier: 'live' });
    expect(invoked.ExecutedVersion).toBe('2');
    expect(JSON.parse(invoked.Payload!.transformToString())).toEqual(['second', '2', `${ARN}:live`, '2']);
    expect(await client.getAlias({ FunctionName, Name: 'live' })).toMatchObject({
      AliasArn: `${ARN}:live`,
      FunctionVersion: '2',
      Description: 'shop',
    });
    const { Configuration } = await client.getFunction({ FunctionName, Qualifier: 'live' });
    expect(Configuration).toMatchObject({ Version: '2', FunctionArn: `${ARN}:live` });
    const { Versions } = await client.listVersionsByFunction({ FunctionName });
    expect(Versions!.map(({ Version }) => Version)).toEqual(['$LATEST', '1', '2']);
    const { Aliases } = await client.listAliases({ FunctionName, FunctionVersion: '2' });
    expect(Aliases!.map(({ Name }) => Name)).toEqual(['live']);
    expect(await ofLambda()).toEqual(['example', `${ARN}:1`, `${ARN}:2`, `${ARN}:live`]);
  });

  it('go one by one or with the function, whose numbers are not used again', async () => {
    await deploy(saying('first'), { Publish: true });
    await client.createAlias({ FunctionName, Name: 'live', FunctionVersion: '1' });
    const removeVersion = (): Promise<unknown> => client.deleteFunction({ FunctionName, Qualifier: '1' });
    await expect(removeVersion()).rejects.toMatchObject({ name: 'ResourceConflictException' });
    await client.deleteAlias({ FunctionName, Name: 'live' });
    await removeVersion();
    expect(await ofLambda()).toEqual(['example']);
    await changeCode('second');
    await publish();
    await client.deleteFunction({ FunctionName });
    expect(await ofLambda()).toEqual([]);
    await deploy(saying('third'));
    expect((await publish()).Version).toBe('3');
  });

  it('each have a policy of their own (LAMBDA-19)', async () => {
    await deploy(saying('first'), { Publish: true });
    await client.createAlias({ FunctionName, Name: 'live', FunctionVersion: '1' });
    const live = { FunctionName, Qualifier: 'live' };
    const permission = { Action: 'lambda:InvokeFunction', Principal: 'events.amazonaws.com' };
    await client.addPermission({ ...live, StatementId: 's', ...permission });
    const { Policy } = await client.getPolicy(live);
    expect(JSON.parse(Policy!)).toMatchObject({ Statement: [{ Sid: 's', Resource: `${ARN}:live` }] });
    for (const Qualifier of [undefined, '1'])
      await refused(client.getPolicy({ FunctionName, Qualifier }), 'ResourceNotFoundException');
    await client.removePermission({ ...live, StatementId: 's' });
    await refused(client.getPolicy(live), 'ResourceNotFoundException');
  });

  const INVALID = 'InvalidParameterValueException';
  it.each<[string, () => Promise<unknown>, string]>([
    ['an alias of a version that is missing', () => alias('live', '9'), 'ResourceNotFoundException'],
    ['an alias named like a version', () => alias('7', '1'), 'ValidationException'],
    ['a second alias of a name', () => alias('taken', '1'), 'ResourceConflictException'],
    ['other code than expected', () => client.publishVersion({ FunctionName, CodeSha256: 'x' }), INVALID],
    ['changing one', () => client.updateFunctionConfiguration({ FunctionName: 'example:1' }), INVALID],
    ['tags of an alias', () => client.tagResource({ Resource: `${ARN}:taken`, Tags: { a: 'b' } }), INVALID],
    ['an invocation of a missing alias', () => call({}, 'example:gone'), 'ResourceNotFoundException'],
  ])('fail for %s', async (_what, ask, name) => {
    await deploy(saying('first'), { Publish: true });
    await alias('taken', '1');
    await expect(ask()).rejects.toMatchObject({ name });
  });

  const alias = (Name: string, FunctionVersion: string): Promise<unknown> =>
    client.createAlias({ FunctionName, Name, FunctionVersion });
});

describe('a stack with versions and an alias', () => {
  /** A function whose alias answers a custom resource. */
  const resources = (text: string, version: string): object => ({
    Function: functionResource(ANSWERING.replace('TEXT', text)),
    [version]: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Function' } } },
    Alias: {
      Type: 'AWS::Lambda::Alias',
      Properties: {
        FunctionName: { Ref: 'Function' },
        Name: 'live',
        FunctionVersion: { 'Fn::GetAtt': [version, 'Version'] },
      },
    },
    Permission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        FunctionName: { Ref: 'Alias' },
        Action: 'lambda:InvokeFunction',
        Principal: 'events.amazonaws.com',
      },
    },
    Thing: { Type: 'Custom::Thing', Properties: { ServiceToken: { Ref: 'Alias' }, Text: text } },
  });

  const ANSWERING = `
const response = require('cfn-response');
exports.handler = (event, context) =>
  response.send(event, context, response.SUCCESS, { Said: 'TEXT of ' + context.functionVersion }, 'one');`;

  it('moves the alias, whose function answers over HTTPS, to the new version, and leaves nothing behind (CFN-6)', async () => {
    const stack = testStack(aws);
    const deployed = (text: string, version: string): Promise<unknown> =>
      stack.deploy(resources(text, version), {
        Said: { 'Fn::GetAtt': ['Thing', 'Said'] },
        Version: { Ref: version },
      });
    expect(await deployed('first', 'One')).toEqual({ Said: 'first of 1', Version: `${ARN}:1` });
    expect(await deployed('second', 'Two')).toEqual({ Said: 'second of 2', Version: `${ARN}:2` });
    expect(await ofLambda()).toEqual(['example', `${ARN}:2`, `${ARN}:live`]);
    await stack.remove();
    expect(await ofLambda()).toEqual([]);
  });

  it('fails to publish what has a version already', async () => {
    await deploy(saying('first'), { Publish: true });
    const Again = { Type: 'AWS::Lambda::Version', Properties: { FunctionName } };
    await expect(testStack(aws).deploy({ Again })).rejects.toThrow(
      'A version for this Lambda function exists ( 1 )',
    );
    expect(await ofLambda()).toEqual(['example', `${ARN}:1`]);
  });
});
