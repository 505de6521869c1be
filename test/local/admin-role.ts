import { IAMClient, AttachRolePolicyCommand, CreateRoleCommand } from '@aws-sdk/client-iam';

/** ARN of the role that {@link createAdminRole} makes by default. */
export const ADMIN_ROLE = 'arn:aws:iam::123456789012:role/example-role';

/** Makes a role that may do everything, for services that need some role to work with. */
export async function createAdminRole(endpoint: string, name = 'example-role'): Promise<string> {
  const iam = new IAMClient({ endpoint, maxAttempts: 1 });
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
  const { Role } = await iam.send(
    new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: JSON.stringify(trust) }),
  );
  const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
  await iam.send(new AttachRolePolicyCommand({ RoleName: name, PolicyArn }));
  iam.destroy();
  return Role!.Arn!;
}
