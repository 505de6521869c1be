import { IAM } from '@aws-sdk/client-iam';
import { STS } from '@aws-sdk/client-sts';

/** Credentials that sign a session's calls. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** A role to create: one or more statements of its trust policy and of its inline policy. */
export interface NewRole {
  readonly name: string;
  readonly trust?: object;
  readonly allowed?: object | readonly object[];
}

/** The statement by which a role trusts a service. */
export const trustIn = (Service: string): object => ({
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Principal: { Service },
});

const TRUST_ACCOUNT = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '123456789012' } };

const document = (Statement: object): string => JSON.stringify({ Version: '2012-10-17', Statement });

/** Creates a role and returns its ARN. */
export async function createRole(endpoint: string, role: NewRole): Promise<string> {
  const { name, trust = TRUST_ACCOUNT, allowed } = role;
  const iam = new IAM({ endpoint, maxAttempts: 1 });
  const { Role } = await iam.createRole({ RoleName: name, AssumeRolePolicyDocument: document(trust) });
  if (allowed)
    await iam.putRolePolicy({ RoleName: name, PolicyName: 'p', PolicyDocument: document(allowed) });
  return Role!.Arn!;
}

/** Assumes a role for fifteen minutes. */
export async function assume(
  endpoint: string,
  RoleArn: string,
  more: { readonly ExternalId?: string; readonly credentials?: SessionCredentials } = {},
): Promise<SessionCredentials> {
  const { ExternalId, credentials } = more;
  const sts = new STS({ endpoint, maxAttempts: 1, ...(credentials && { credentials }) });
  const { Credentials } = await sts.assumeRole({
    RoleArn,
    RoleSessionName: 'me',
    DurationSeconds: 900,
    ExternalId,
  });
  const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials!;
  return { accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken! };
}

/** Creates a role that the account trusts, and assumes it. */
export const sessionOf = async (endpoint: string, role: NewRole): Promise<SessionCredentials> =>
  assume(endpoint, await createRole(endpoint, role));

/** A resource of Personalize once its status is final. */
export async function settled<T extends { status?: string }>(describe: () => Promise<T>): Promise<T> {
  for (;;) {
    const resource = await describe();
    if (!/PENDING|IN_PROGRESS/.test(resource.status!)) return resource;
  }
}
