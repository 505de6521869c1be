import { IAM } from '@aws-sdk/client-iam';
import { KMS } from '@aws-sdk/client-kms';
import { Personalize, type DatasetGroup } from '@aws-sdk/client-personalize';
import { refused } from '../support/refused';
import { awsForEach } from '../support/test-aws';

const ACTIONS = ['Decrypt', 'GenerateDataKey', 'DescribeKey', 'CreateGrant', 'ListGrants'].map(
  (name) => `kms:${name}`,
);
const RoleName = 'personalize';
const roleArn = `arn:aws:iam::123456789012:role/${RoleName}`;
const ACCOUNT = { Principal: { AWS: 'arn:aws:iam::123456789012:root' }, Action: ['kms:*'] };
const SERVICE = { Principal: { Service: 'personalize.amazonaws.com' }, Action: ACTIONS };
const ROLE = { Principal: { AWS: roleArn }, Action: ACTIONS };
/** Lets the account describe and delete the key, as KMS requires. */
const KEEPER = { ...ACCOUNT, Action: ['kms:Put*', 'kms:Schedule*'] };

interface Statement {
  readonly Principal?: object;
  readonly Action: readonly string[];
}

const aws = awsForEach();
const iam = aws.client(IAM);
const kms = aws.client(KMS);
const personalize = aws.client(Personalize);

beforeEach(async () => {
  const trust = { Principal: { Service: 'personalize.amazonaws.com' }, Action: ['sts:AssumeRole'] };
  await iam.createRole({ RoleName, AssumeRolePolicyDocument: document([trust]) });
});

const document = (statements: readonly Statement[], Resource?: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((statement) => ({ Effect: 'Allow', ...statement, Resource })),
  });

/** The outcome of a dataset group with a key of these policies. */
async function createGroup(
  keyStatements: readonly Statement[],
  roleActions: readonly string[],
): Promise<DatasetGroup> {
  const { KeyMetadata } = await kms.createKey({ Policy: document(keyStatements, '*') });
  const kmsKeyArn = KeyMetadata!.Arn!;
  if (roleActions.length > 0) {
    const PolicyDocument = document([{ Action: roleActions }], kmsKeyArn);
    await iam.putRolePolicy({ RoleName, PolicyName: 'key', PolicyDocument });
  }
  const input = { name: 'shop', domain: 'ECOMMERCE', kmsKeyArn, roleArn } as const;
  const { datasetGroupArn } = await personalize.createDatasetGroup(input);
  for (;;) {
    const { datasetGroup } = await personalize.describeDatasetGroup({ datasetGroupArn });
    if (!datasetGroup!.status!.startsWith('CREATE ') || datasetGroup!.failureReason) return datasetGroup!;
  }
}

it.each([
  ['named by the key’s policy', [KEEPER, SERVICE, ROLE], []],
  ['left to the account by the key’s policy, and allowed by its own', [ACCOUNT, SERVICE], ACTIONS],
])(
  'a dataset group has a key for a role that is %s (PERSONALIZE-21)',
  async (_how, keyStatements, roleActions) => {
    const group = await createGroup(keyStatements, roleActions);
    expect(group).toMatchObject({ status: 'ACTIVE', roleArn });
    const listed = await kms.listGrants({ KeyId: group.kmsKeyArn }).catch(() => ({ Grants: [{}] }));
    expect(listed.Grants).toHaveLength(1);
  },
);

const DESCRIBE = 'kms:DescribeKey';
it.each([
  ['that leaves nothing to the account', [KEEPER, SERVICE], ACTIONS, RoleName, DESCRIBE],
  ['that does not name Personalize', [ACCOUNT, ROLE], ACTIONS, 'User: personalize.amazonaws.com', DESCRIBE],
  ['for a role that nothing allows', [ACCOUNT, SERVICE], [], RoleName, DESCRIBE],
  ...ACTIONS.map((missing) => {
    const others = ACTIONS.filter((action) => action !== missing);
    return [`for a role without ${missing}`, [ACCOUNT, SERVICE], others, RoleName, missing] as const;
  }),
] as const)(
  'fails with a key %s (PERSONALIZE-21)',
  async (_what, keyStatements, roleActions, who, action) => {
    const { status, failureReason } = await createGroup(keyStatements, roleActions);
    expect(status).toBe('CREATE FAILED');
    expect(failureReason).toContain('Insufficient privileges for the KMS key arn:aws:kms:us-east-1');
    expect(failureReason).toContain(who);
    expect(failureReason).toContain(`is not authorized to perform: ${action}`);
  },
);

it.each([
  ['a key without a role', { kmsKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/0' }, 'without roleArn'],
  ['a role without a key', { roleArn }, 'without kmsKeyArn'],
])('fails for %s', async (_what, given, message) => {
  await refused(personalize.createDatasetGroup({ name: 'shop', ...given }), 'InvalidInputException', message);
});
