import { KMS } from '@aws-sdk/client-kms';
import { Personalize, type DatasetGroup } from '@aws-sdk/client-personalize';
import { createRole, settled, trustIn } from '../authorization/session-of';
import { refused } from '../support/refused';
import { awsForEach } from '../support/test-aws';

const ACTIONS = ['Decrypt', 'GenerateDataKey', 'DescribeKey', 'CreateGrant', 'ListGrants'].map(
  (name) => `kms:${name}`,
);
const BY_ROLE = 'role/personalize';
const roleArn = `arn:aws:iam::123456789012:${BY_ROLE}`;
const ACCOUNT = { Principal: { AWS: 'arn:aws:iam::123456789012:root' }, Action: ['kms:*'] };
const SERVICE = { Principal: { Service: 'personalize.amazonaws.com' }, Action: ACTIONS };
const ROLE = { Principal: { AWS: roleArn }, Action: ACTIONS };
/** Lets the account describe and delete the key, as KMS requires. */
const KEEPER = { ...ACCOUNT, Action: ['kms:Put*', 'kms:Schedule*'] };

const aws = awsForEach();
const kms = aws.client(KMS);
const personalize = aws.client(Personalize);

/** The outcome of a dataset group with a key of these statements and a role that may do this. */
async function createGroup(statements: readonly object[], actions: readonly string[]): Promise<DatasetGroup> {
  const allowed = actions.length > 0 ? { Effect: 'Allow', Action: actions, Resource: '*' } : undefined;
  const trust = trustIn('personalize.amazonaws.com');
  await createRole(aws.endpoint, { name: 'personalize', trust, allowed });
  const Statement = statements.map((one) => ({ Effect: 'Allow', Resource: '*', ...one }));
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
  const kmsKeyArn = (await kms.createKey({ Policy })).KeyMetadata!.Arn!;
  const input = { name: 'shop', domain: 'ECOMMERCE', kmsKeyArn, roleArn } as const;
  const { datasetGroupArn } = await personalize.createDatasetGroup(input);
  return settled(async () => (await personalize.describeDatasetGroup({ datasetGroupArn })).datasetGroup!);
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
  ['that leaves nothing to the account', [KEEPER, SERVICE], ACTIONS, BY_ROLE, DESCRIBE],
  ['that does not name Personalize', [ACCOUNT, ROLE], ACTIONS, 'User: personalize.amazonaws.com', DESCRIBE],
  ['for a role that nothing allows', [ACCOUNT, SERVICE], [], BY_ROLE, DESCRIBE],
  ...ACTIONS.map((missing) => {
    const others = ACTIONS.filter((action) => action !== missing);
    return [`for a role without ${missing}`, [ACCOUNT, SERVICE], others, BY_ROLE, missing] as const;
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
