import { IAM } from '@aws-sdk/client-iam';
import { startLocalAws } from '../../src/local-aws';
import { refused } from '../support/refused';
import { clientOf, runningFor } from '../support/running';

const aws = runningFor('each test', startLocalAws);
const iam = clientOf(aws, IAM);

it('a simulation decides by the policies and the boundary of a user', async () => {
  const UserName = 'u';
  const within = document({ Effect: 'Allow', Action: ['s3:*', 'sts:*'], Resource: '*' });
  const { Policy } = await iam.createPolicy({ PolicyName: 'boundary', PolicyDocument: within });
  const { User } = await iam.createUser({ UserName, PermissionsBoundary: Policy!.Arn });
  const PolicyDocument = document(
    { Effect: 'Allow', Action: ['s3:GetObject', 'iam:GetRole'], Resource: ['arn:aws:s3:::b/*', '*'] },
    { Effect: 'Deny', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/secret' },
  );
  await iam.putUserPolicy({ UserName, PolicyName: 'p', PolicyDocument });
  const decide = async (ActionNames: string[], ResourceArns?: string[]) => {
    const request = { PolicySourceArn: User!.Arn, ActionNames, ResourceArns };
    const { EvaluationResults = [] } = await iam.simulatePrincipalPolicy(request);
    return EvaluationResults.map(({ EvalActionName, EvalDecision }) => [EvalActionName, EvalDecision]);
  };
  expect(await decide(['s3:GetObject'], ['arn:aws:s3:::b/a', 'arn:aws:s3:::b/secret'])).toEqual([
    ['s3:GetObject', 'allowed'],
    ['s3:GetObject', 'explicitDeny'],
  ]);
  // The one lies beyond the boundary, the other is in no policy.
  expect(await decide(['iam:GetRole', 'sts:AssumeRole'])).toEqual([
    ['iam:GetRole', 'implicitDeny'],
    ['sts:AssumeRole', 'implicitDeny'],
  ]);
});

it('a simulation refuses an unknown identity', async () => {
  const PolicySourceArn = 'arn:aws:iam::123456789012:role/none';
  const simulate = iam.simulatePrincipalPolicy({ PolicySourceArn, ActionNames: ['s3:GetObject'] });
  await refused(simulate, 'NoSuchEntityException');
});

const document = (...Statement: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement });
