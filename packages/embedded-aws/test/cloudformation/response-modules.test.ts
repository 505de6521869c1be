import { itWith } from '../../../../test/support/prerequisites';
import { ADMIN_ROLE } from '../admin-role';
import { lambdaAccount } from '../lambda/lambda-account';
import { testStack } from './test-stack';

const { aws } = lambdaAccount();

async function answerOf(Runtime: string, ZipFile: string): Promise<object> {
  const Properties = { Role: ADMIN_ROLE, Runtime, Handler: 'index.handler', Code: { ZipFile } };
  const F = { Type: 'AWS::Lambda::Function', Properties };
  const C = { Type: 'Custom::Tea', Properties: { ServiceToken: { 'Fn::GetAtt': ['F', 'Arn'] } } };
  return testStack(aws).deploy({ F, C }, { Id: { Ref: 'C' }, Tea: { 'Fn::GetAtt': ['C', 'Tea'] } });
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
