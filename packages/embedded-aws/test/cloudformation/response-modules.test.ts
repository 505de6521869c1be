import { spawnSync } from 'node:child_process';
import { startLocalAws, type LocalAws } from '../../src/local-aws';
import { ADMIN_ROLE, createAdminRole } from '../admin-role';
import { testStack } from './test-stack';

const hasPython = spawnSync('python3', ['--version']).status === 0;

let aws: LocalAws;
beforeEach(async () => {
  aws = await startLocalAws();
  await createAdminRole(aws.endpoint);
});
afterEach(() => aws.close());

const NODE = `const response = require('cfn-response');
exports.handler = (event, context) => response.send(event, context, response.SUCCESS, { Tea: 'green' }, 'id');`;

const PYTHON = `import cfnresponse
def handler(event, context):
    cfnresponse.send(event, context, cfnresponse.SUCCESS, {"Tea": "green"}, "id")`;

it.each([['nodejs22.x', NODE], ...(hasPython ? [['python3.13', PYTHON]] : [])])(
  'a custom resource of source text answers by the module of CloudFormation: %s',
  async (Runtime, ZipFile) => {
    const stack = testStack(aws);
    const outputs = await stack.deploy(
      {
        F: {
          Type: 'AWS::Lambda::Function',
          Properties: { Role: ADMIN_ROLE, Runtime, Handler: 'index.handler', Code: { ZipFile } },
        },
        C: { Type: 'Custom::Tea', Properties: { ServiceToken: { 'Fn::GetAtt': ['F', 'Arn'] } } },
      },
      { Id: { Ref: 'C' }, Tea: { 'Fn::GetAtt': ['C', 'Tea'] } },
    );
    expect(outputs).toEqual({ Id: 'id', Tea: 'green' });
    await stack.remove();
  },
);
