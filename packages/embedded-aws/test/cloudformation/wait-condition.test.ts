import { startLocalAws, type LocalAws } from '../../src/local-aws';
import { ADMIN_ROLE, createAdminRole } from '../admin-role';
import { testStack, type TestStack } from './test-stack';

let aws: LocalAws;
let stack: TestStack;
beforeEach(async () => {
  aws = await startLocalAws({ functions: 'inline' });
  await createAdminRole(aws.endpoint);
  stack = testStack(aws);
});
afterEach(() => aws.close());

const Handle = { Type: 'AWS::CloudFormation::WaitConditionHandle' };

/** A custom resource that puts signals to the handle and then answers. */
const SIGNALS = `
const https = require('https');
const put = (url, body) => new Promise((resolve, reject) => {
  const text = JSON.stringify(body);
  const headers = { 'content-length': Buffer.byteLength(text) };
  const request = https.request(url, { method: 'PUT', headers }, (answer) => {
    answer.resume();
    answer.on('end', resolve);
  });
  request.on('error', reject);
  request.end(text);
});
exports.handler = async ({ ResponseURL, ResourceProperties, StackId, RequestId, LogicalResourceId }) => {
  for (const signal of ResourceProperties.Signals ?? []) await put(ResourceProperties.Url, signal);
  await put(ResponseURL, { Status: 'SUCCESS', PhysicalResourceId: 'id', StackId, RequestId, LogicalResourceId });
};`;

const resources = (Signals: object[], condition: object): object => ({
  Handle,
  F: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Role: ADMIN_ROLE,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Code: { ZipFile: SIGNALS },
    },
  },
  Signal: {
    Type: 'Custom::Signal',
    Properties: { ServiceToken: { 'Fn::GetAtt': ['F', 'Arn'] }, Url: { Ref: 'Handle' }, Signals },
  },
  Wait: {
    Type: 'AWS::CloudFormation::WaitCondition',
    Properties: { Handle: { Ref: 'Handle' }, Timeout: '60', ...condition },
  },
});

it('a wait condition waits for as many signals as it counts, and gives their data', async () => {
  const signals = ['a', 'b', 'b'].map((UniqueId) => ({
    Status: 'SUCCESS',
    UniqueId,
    Data: `of ${UniqueId}`,
  }));
  const outputs = await stack.deploy(resources(signals, { Count: 2 }), {
    Data: { 'Fn::GetAtt': ['Wait', 'Data'] },
  });
  expect(JSON.parse(outputs.Data)).toEqual({ a: 'of a', b: 'of b' });
  await stack.remove();
});

it('fails with a failed signal', async () => {
  const failed = { Status: 'FAILURE', UniqueId: 'a', Reason: 'no tea' };
  await expect(stack.deploy(resources([failed], {}))).rejects.toThrow(
    /WaitCondition received failed message: 'no tea' for uniqueId: a/,
  );
});

it('fails when its time is over', async () => {
  await expect(stack.deploy(resources([], { Timeout: 0 }))).rejects.toThrow(
    /WaitCondition timed out. Received 0 conditions when expecting 1/,
  );
});
