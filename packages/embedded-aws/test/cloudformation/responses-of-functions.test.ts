import { itWith } from '../../../../test/support/prerequisites';
import { ADMIN_ROLE } from '../admin-role';
import { lambdaAccount } from '../lambda/lambda-account';
import { testStack } from './test-stack';

const { aws } = lambdaAccount();

const fn = (Runtime: string, ZipFile: string): object => ({
  Type: 'AWS::Lambda::Function',
  Properties: { Role: ADMIN_ROLE, Runtime, Handler: 'index.handler', Code: { ZipFile } },
});

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
  F: fn('nodejs22.x', SIGNALS),
  Signal: {
    Type: 'Custom::Signal',
    Properties: { ServiceToken: { 'Fn::GetAtt': ['F', 'Arn'] }, Url: { Ref: 'Handle' }, Signals },
  },
  Wait: {
    Type: 'AWS::CloudFormation::WaitCondition',
    Properties: { Handle: { Ref: 'Handle' }, Timeout: '60', ...condition },
  },
});

const deploy = (signals: object[], condition: object, outputs = {}): Promise<Record<string, string>> =>
  testStack(aws).deploy(resources(signals, condition), outputs);

it('a wait condition waits for as many signals as it counts, and gives their data', async () => {
  const signals = ['a', 'b', 'b'].map((id) => ({ Status: 'SUCCESS', UniqueId: id, Data: `of ${id}` }));
  const { Data } = await deploy(signals, { Count: 2 }, { Data: { 'Fn::GetAtt': ['Wait', 'Data'] } });
  expect(JSON.parse(Data)).toEqual({ a: 'of a', b: 'of b' });
});

it.each([
  [
    'with a failed signal',
    [{ Status: 'FAILURE', UniqueId: 'a', Reason: 'no tea' }],
    {},
    /WaitCondition received failed message: 'no tea' for uniqueId: a/,
  ],
  [
    'when its time is over',
    [],
    { Timeout: 0 },
    /WaitCondition timed out. Received 0 conditions when expecting 1/,
  ],
])('fails %s', async (_when, signals, condition, words) => {
  await expect(deploy(signals, condition)).rejects.toThrow(words);
});

async function answerOf(Runtime: string, ZipFile: string): Promise<object> {
  const C = { Type: 'Custom::Tea', Properties: { ServiceToken: { 'Fn::GetAtt': ['F', 'Arn'] } } };
  return testStack(aws).deploy(
    { F: fn(Runtime, ZipFile), C },
    { Id: { Ref: 'C' }, Tea: { 'Fn::GetAtt': ['C', 'Tea'] } },
  );
}

describe('a custom resource of source text answers by the module of CloudFormation:', () => {
  it('nodejs22.x', async () => {
    const source = `const response = require('cfn-response');
exports.handler = (event, context) => response.send(event, context, response.SUCCESS, { Tea: 'green' }, 'id');`;
    expect(await answerOf('nodejs22.x', source)).toEqual({ Id: 'id', Tea: 'green' });
  });

  itWith('python')('python3.13', async () => {
    const source = `import cfnresponse
def handler(event, context):
    cfnresponse.send(event, context, cfnresponse.SUCCESS, {"Tea": "green"}, "id")`;
    expect(await answerOf('python3.13', source)).toEqual({ Id: 'id', Tea: 'green' });
  });
});
