import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { DeleteFunctionCommand } from '@aws-sdk/client-lambda';
import { ADMIN_ROLE } from '../admin-role';
import { call, deploy, zipOf } from './deployed-function';
import { lambdaAccount } from './lambda-account';

const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:example';
const FunctionName = 'example';
/** Says which code runs, and under which version and name. */
const saying = (text: string): string =>
  `exports.handler = async (_event, context) => [${JSON.stringify(text)}, context.functionVersion,
     context.invokedFunctionArn, process.env.AWS_LAMBDA_FUNCTION_VERSION];`;

const account = lambdaAccount();

const changeCode = (text: string): Promise<unknown> =>
  account.client.updateFunctionCode({ FunctionName, ZipFile: zipOf({ 'index.js': saying(text) }) });
const publish = (Description?: string): Promise<{ Version?: string; Description?: string }> =>
  account.client.publishVersion({ FunctionName, Description });
const inventory = async (): Promise<{ type: string; id: string; bootstrap?: boolean }[]> =>
  (await (await fetch(`${account.aws.endpoint}/_local/inventory`)).json()) as never;
const ofLambda = async (): Promise<string[]> =>
  (await inventory()).filter(({ type }) => type.startsWith('AWS::Lambda')).map(({ id }) => id);

describe('versions and aliases of a function', () => {
  it('keep code and configuration, and are invoked by qualifier or ARN (LAMBDA-19)', async () => {
    await deploy(account.client, saying('first'));
    expect(await publish('one')).toMatchObject({ Version: '1', Description: 'one', FunctionArn: `${ARN}:1` });
    expect((await publish()).Version).toBe('1');
    await changeCode('second');
    await account.client.createAlias({
      FunctionName,
      Name: 'live',
      FunctionVersion: '1',
      Description: 'shop',
    });
    expect((await call(account.client)).answer).toEqual(['second', '$LATEST', ARN, '$LATEST']);
    expect((await call(account.client, {}, `${ARN}:1`)).answer).toEqual(['first', '1', `${ARN}:1`, '1']);
    const { answer, log } = await call(account.client, {}, 'example:live');
    expect(answer).toEqual(['first', '1', `${ARN}:live`, '1']);
    expect(log).toMatch(/^START RequestId: \S+ Version: 1$/m);

    expect((await publish()).Version).toBe('2');
    await account.client.updateAlias({ FunctionName, Name: 'live', FunctionVersion: '2' });
    const invoked = await account.client.invoke({ FunctionName, Qualifier: 'live' });
    expect(invoked.ExecutedVersion).toBe('2');
    expect(JSON.parse(invoked.Payload!.transformToString())).toEqual(['second', '2', `${ARN}:live`, '2']);
    expect(await account.client.getAlias({ FunctionName, Name: 'live' })).toMatchObject({
      AliasArn: `${ARN}:live`,
      FunctionVersion: '2',
      Description: 'shop',
    });
    const { Configuration } = await account.client.getFunction({ FunctionName, Qualifier: 'live' });
    expect(Configuration).toMatchObject({ Version: '2', FunctionArn: `${ARN}:live` });
    const { Versions } = await account.client.listVersionsByFunction({ FunctionName });
    expect(Versions!.map(({ Version }) => Version)).toEqual(['$LATEST', '1', '2']);
    const { Aliases } = await account.client.listAliases({ FunctionName, FunctionVersion: '2' });
    expect(Aliases!.map(({ Name }) => Name)).toEqual(['live']);
    expect(await ofLambda()).toEqual(['example', `${ARN}:1`, `${ARN}:2`, `${ARN}:live`]);
  });

  it('go one by one or with the function, whose numbers are not used again', async () => {
    await deploy(account.client, saying('first'), { Publish: true });
    await account.client.createAlias({ FunctionName, Name: 'live', FunctionVersion: '1' });
    const removeVersion = new DeleteFunctionCommand({ FunctionName, Qualifier: '1' });
    await expect(account.client.send(removeVersion)).rejects.toMatchObject({
      name: 'ResourceConflictException',
    });
    await account.client.deleteAlias({ FunctionName, Name: 'live' });
    await account.client.send(removeVersion);
    expect(await ofLambda()).toEqual(['example']);
    await changeCode('second');
    await publish();
    await account.client.deleteFunction({ FunctionName });
    expect(await ofLambda()).toEqual([]);
    await deploy(account.client, saying('third'));
    expect((await publish()).Version).toBe('3');
  });

  it('each have a policy of their own (LAMBDA-19)', async () => {
    await deploy(account.client, saying('first'), { Publish: true });
    await account.client.createAlias({ FunctionName, Name: 'live', FunctionVersion: '1' });
    const live = { FunctionName, Qualifier: 'live' };
    const permission = {
      StatementId: 's',
      Action: 'lambda:InvokeFunction',
      Principal: 'events.amazonaws.com',
    };
    await account.client.addPermission({ ...live, ...permission });
    const { Policy } = await account.client.getPolicy(live);
    expect(JSON.parse(Policy!)).toMatchObject({ Statement: [{ Sid: 's', Resource: `${ARN}:live` }] });
    for (const Qualifier of [undefined, '1'])
      await expect(account.client.getPolicy({ FunctionName, Qualifier })).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
      });
    await account.client.removePermission({ ...live, StatementId: 's' });
    await expect(account.client.getPolicy(live)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it.each<[string, () => Promise<unknown>, string]>([
    ['an alias of a version that is missing', () => alias('live', '9'), 'ResourceNotFoundException'],
    ['an alias named like a version', () => alias('7', '1'), 'ValidationException'],
    ['a second alias of a name', () => alias('taken', '1'), 'ResourceConflictException'],
    [
      'a version of other code than expected',
      () => account.client.publishVersion({ FunctionName, CodeSha256: 'x' }),
      'InvalidParameterValueException',
    ],
    [
      'a change of a version',
      () => account.client.updateFunctionConfiguration({ FunctionName: 'example:1', Timeout: 9 }),
      'InvalidParameterValueException',
    ],
    [
      'tags of an alias',
      () => account.client.tagResource({ Resource: `${ARN}:taken`, Tags: { a: 'b' } }),
      'InvalidParameterValueException',
    ],
    [
      'an invocation of a missing alias',
      () => call(account.client, {}, 'example:gone'),
      'ResourceNotFoundException',
    ],
  ])('fail for %s', async (_what, ask, name) => {
    await deploy(account.client, saying('first'), { Publish: true });
    await alias('taken', '1');
    await expect(ask()).rejects.toMatchObject({ name });
  });

  const alias = (Name: string, FunctionVersion: string): Promise<unknown> =>
    account.client.createAlias({ FunctionName, Name, FunctionVersion });
});

describe('a stack with versions and an alias', () => {
  /** A function whose alias answers a custom resource. */
  const template = (text: string, version: string): string =>
    JSON.stringify({
      Resources: {
        Function: {
          Type: 'AWS::Lambda::Function',
          Properties: {
            FunctionName,
            Runtime: 'nodejs22.x',
            Handler: 'index.handler',
            Role: ADMIN_ROLE,
            Code: { ZipFile: ANSWERING.replace('TEXT', text) },
          },
        },
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
      },
      Outputs: {
        Said: { Value: { 'Fn::GetAtt': ['Thing', 'Said'] } },
        Version: { Value: { Ref: version } },
      },
    });

  const ANSWERING = `
const https = require('node:https');
exports.handler = (event, context) => new Promise((resolve, reject) => {
  const { hostname, pathname } = new URL(event.ResponseURL);
  const { StackId, RequestId, LogicalResourceId } = event;
  const Data = { Said: 'TEXT of ' + context.functionVersion };
  const body = JSON.stringify({ Status: 'SUCCESS', PhysicalResourceId: 'one', StackId, RequestId, LogicalResourceId, Data });
  https.request({ hostname, path: pathname, method: 'PUT', headers: { 'content-length': body.length } }, resolve)
    .on('error', reject).end(body);
});`;

  it('moves the alias to the new version, and leaves nothing behind', async () => {
    // The CDK's look at a stack waits for the end of an operation.
    const stacks = new CloudFormation({
      endpoint: account.aws.endpoint,
      customUserAgent: 'aws-cdk/test',
    });
    const { StackId: StackName } = await stacks.createStack({
      StackName: 'Versions',
      TemplateBody: template('first', 'One'),
    });
    const settled = async (): Promise<unknown> => {
      const { Stacks } = await stacks.describeStacks({ StackName });
      const { StackEvents } = await stacks.describeStackEvents({ StackName });
      const failed = StackEvents!.filter(({ ResourceStatus }) => ResourceStatus!.includes('FAILED'));
      expect(failed.map(({ ResourceStatusReason }) => ResourceStatusReason)).toEqual([]);
      const [{ StackStatus, Outputs = [] }] = Stacks!;
      return [StackStatus, ...Outputs.map(({ OutputValue }) => OutputValue)];
    };
    expect(await settled()).toEqual(['CREATE_COMPLETE', 'first of 1', `${ARN}:1`]);
    await stacks.updateStack({ StackName, TemplateBody: template('second', 'Two') });
    expect(await settled()).toEqual(['UPDATE_COMPLETE', 'second of 2', `${ARN}:2`]);
    expect(await ofLambda()).toEqual(['example', `${ARN}:2`, `${ARN}:live`]);
    await stacks.deleteStack({ StackName });
    expect(await settled()).toContain('DELETE_COMPLETE');
    expect(await ofLambda()).toEqual([]);
  });

  it('fails to publish what has a version already', async () => {
    const stacks = new CloudFormation({
      endpoint: account.aws.endpoint,
      customUserAgent: 'aws-cdk/test',
    });
    await deploy(account.client, saying('first'), { Publish: true });
    const TemplateBody = JSON.stringify({
      Resources: { Again: { Type: 'AWS::Lambda::Version', Properties: { FunctionName } } },
    });
    const { StackId } = await stacks.createStack({ StackName: 'Again', TemplateBody });
    await stacks.describeStacks({ StackName: StackId });
    const { StackEvents } = await stacks.describeStackEvents({ StackName: StackId });
    expect(StackEvents!.map(({ ResourceStatusReason }) => ResourceStatusReason).join('\n')).toContain(
      'A version for this Lambda function exists ( 1 )',
    );
    expect(await ofLambda()).toEqual(['example', `${ARN}:1`]);
  });
});
