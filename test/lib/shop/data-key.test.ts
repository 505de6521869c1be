import { dependenciesOf, idsOf, propertiesOf, resourcesOf } from '../support/resources';
import { synthesise } from '../support/synthesise';

const EXISTING = 'arn:aws:kms:eu-west-1:111122223333:key/0123-abcd';
const importRoleArn = { 'Fn::GetAtt': ['DataImportRoleAF1E5C07', 'Arn'] };
const forPersonalize = ['Decrypt', 'GenerateDataKey', 'DescribeKey', 'CreateGrant', 'ListGrants'].map(
  (name) => `kms:${name}`,
);

const created = synthesise({ context: { createKey: true } });
const [keyId] = idsOf(created.template, 'AWS::KMS::Key');

it.each([
  ['that the stack makes', created, { 'Fn::GetAtt': [keyId, 'Arn'] }],
  ['that exists', synthesise({ context: { kmsKeyArn: EXISTING } }), EXISTING],
])(
  'a key %s encrypts the whole bucket, once it is compared with that of the dataset group, and that group',
  (_which, { template }, keyArn) => {
    const [{ BucketEncryption }] = propertiesOf(template, 'AWS::S3::Bucket');
    const byDefault = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyArn };
    expect(BucketEncryption).toEqual({
      ServerSideEncryptionConfiguration: [
        { BucketKeyEnabled: true, ServerSideEncryptionByDefault: byDefault },
      ],
    });
    const [group] = idsOf(template, 'Custom::PersonalizeDatasetGroup');
    const [check] = idsOf(template, 'Custom::PersonalizeKeyCheck');
    const [bucket] = idsOf(template, 'AWS::S3::Bucket');
    const { Name, ...ofGroup } = resourcesOf(template)[group].Properties;
    expect(ofGroup).toMatchObject({ KmsKeyArn: keyArn, RoleArn: importRoleArn });
    expect([...dependenciesOf(template, group)]).toContain('DataImportRoleDefaultPolicy5744E872');
    expect(resourcesOf(template)[check].Properties).toMatchObject({ Name, KmsKeyArn: keyArn });
    expect([...dependenciesOf(template, bucket)]).toContain(check);
  },
);

it('a key that the stack makes rotates, and goes with the stack as soon as KMS allows', () => {
  created.template.hasResource('AWS::KMS::Key', {
    Properties: { EnableKeyRotation: true, PendingWindowInDays: 7 },
    DeletionPolicy: 'Delete',
  });
  expect(created.infos).toEqual([]);
});

it('a key that exists stays as it is, and synth says which statements its policy must have', () => {
  const { template, infos } = synthesise({ context: { kmsKeyArn: EXISTING } });
  template.resourceCountIs('AWS::KMS::Key', 0);
  expect(infos).toEqual([expect.stringContaining(`The policy of ${EXISTING} is not this stack's`)]);
  const statements = String(infos[0]).match(/\{"Effect".*?"Resource":"\*"\}/g)!;
  const allowed = { Effect: 'Allow', Resource: '*' };
  expect(statements.map((one) => JSON.parse(one) as object)).toEqual([
    { ...allowed, Principal: { Service: 'personalize.amazonaws.com' }, Action: forPersonalize },
    { ...allowed, Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'kms:*' },
  ]);
});

it('without a key no statement and no property speaks of one', () => {
  const { template } = synthesise();
  expect(JSON.stringify(template.toJSON())).not.toMatch(/kms|KmsKeyArn/i);
});
