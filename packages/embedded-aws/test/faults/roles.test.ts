import { IAM } from '@aws-sdk/client-iam';
import { Lambda } from '@aws-sdk/client-lambda';
import { trustIn } from '../authorization/session-of';
import { testStack } from '../cloudformation/test-stack';
import { deploy } from '../lambda/deployed-function';
import { awsForEach } from '../support/test-aws';

const TRUST = { Version: '2012-10-17', Statement: [trustIn('lambda.amazonaws.com')] };
const CODE = { Runtime: 'nodejs20.x', Handler: 'index.handler', Code: { ZipFile: 'exports.handler = 1;' } };
const RESOURCES = {
  Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'shop', AssumeRolePolicyDocument: TRUST } },
  Function: {
    Type: 'AWS::Lambda::Function',
    Properties: { ...CODE, Role: { 'Fn::GetAtt': ['Role', 'Arn'] } },
  },
};
const REFUSED = 'The role defined for the function cannot be assumed by Lambda.';

describe('Roles that nobody sees yet', () => {
  const aws = awsForEach();
  const deployStack = (): Promise<object> => testStack(aws).deploy(RESOURCES);

  it('are waited for by CloudFormation, which creates the function as soon as Lambda can assume its role (FAULTS-15)', async () => {
    aws.faults.set([{ fault: 'role-propagation', seconds: 3_600, times: 2 }]);
    await deployStack();
    const creations = aws.requests.list().filter(({ operation }) => operation === 'CreateFunction');
    const refusal = `InvalidParameterValueException: ${REFUSED}`;
    expect(creations.map(({ error }) => error)).toEqual([refusal, refusal, undefined]);
  });

  it('fails a deployment when they stay unseen for longer than CloudFormation waits (FAULTS-15)', async () => {
    aws.faults.set([{ fault: 'role-propagation', seconds: 86_400 }]);
    const deployed = deployStack().catch((error: Error) => error.message);
    while (aws.faults.list()[0].struck === 0) await fetch(`${aws.endpoint}/_local/health`);
    await aws.clock.advance(121_000);
    expect(await deployed).toMatch(/^ROLLBACK_COMPLETE: /);
    expect(await deployed).toContain(REFUSED);
  });

  it('are old ones whose policies have just changed, too', async () => {
    await deployStack();
    const Role = 'arn:aws:iam::123456789012:role/shop';
    const create = (FunctionName: string): Promise<string> =>
      deploy(aws.client(Lambda), '', { FunctionName, Role });
    aws.faults.set([{ fault: 'role-propagation', seconds: 60 }]);
    await aws.clock.advance(60_000);
    expect(await create('one')).toMatch(/:one$/);
    const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
    await aws.client(IAM).attachRolePolicy({ RoleName: 'shop', PolicyArn });
    await expect(create('two')).rejects.toThrow(REFUSED);
  });
});
