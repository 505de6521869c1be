import { IAM } from '@aws-sdk/client-iam';

/** ARN of the default role of {@link createAdminRole}. */
export const ADMIN_ROLE = 'arn:aws:iam::123456789012:role/example-role';

/** Creates a role with full access, for services that need a role. */
export async function createAdminRole(endpoint: string, name = 'example-role'): Promise<string> {
  const iam = new IAM({ endpoint, maxAttempts: 1 });
  const trust = {
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: {
        AWS: '123456789012',
        Service: ['cloudformation', 'events', 'lambda', 'personalize', 'scheduler', 'states'].map(
          (one) => `${one}.amazonaws.com`,
        ),
      },
    },
  };
  const { Role } = await iam.createRole({ RoleName: name, AssumeRolePolicyDocument: JSON.stringify(trust) });
  const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
  await iam.attachRolePolicy({ RoleName: name, PolicyArn });
  return Role!.Arn!;
}
