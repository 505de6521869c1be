import { dependenciesOf, idsOf, resourcesOf } from '../support/resources';
import { synthesise } from '../support/synthesise';

const EXISTING = 'arn:aws:kms:eu-west-1:111122223333:key/0123-abcd';
const importRoleArn = { 'Fn::GetAtt': ['DataImportRoleAF1E5C07', 'Arn'] };
const forPersonalize = [
  'kms:Decrypt',
  'kms:GenerateDataKey',
  'kms:DescribeKey',
  'kms:CreateGrant',
  'kms:ListGrants',
];

const created = synthesise({ context: { createKey: true } });
const [keyId] = idsOf(created.template, 'AWS::KMS::Key');

describe.each([
  ['that the stack makes', created, { 'Fn::GetAtt': [keyId, 'Arn'] }],
  ['that exists', synthesise({ context: { kmsKeyArn: EXISTING } }), EXISTING],
] as const)('a key %s', (_which, { template }, keyArn) => {
  it('encrypts the bucket, with a key for the whole bucket', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          {
            BucketKeyEnabled: true,
            ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyArn },
          },
        ],
      },
    });
  });

  it('is compared with that of the dataset group before the bucket gets it', () => {
    const [check] = idsOf(template, 'Custom::PersonalizeKeyCheck');
    const [group] = idsOf(template, 'Custom::PersonalizeDatasetGroup');
    const { Properties } = resourcesOf(template)[check];
    expect([Properties.Name, Properties.KmsKeyArn]).toEqual([
      resourcesOf(template)[group].Properties.Name,
      keyArn,
    ]);
    const [bucket] = idsOf(template, 'AWS::S3::Bucket');
    expect([...dependenciesOf(template, bucket)]).toContain(check);
  });

  it('encrypts the dataset group, through the import role', () => {
    template.hasResourceProperties('Custom::PersonalizeDatasetGroup', {
      KmsKeyArn: keyArn,
      RoleArn: importRoleArn,
    });
    const [id] = idsOf(template, 'Custom::PersonalizeDatasetGroup');
    expect([...dependenciesOf(template, id)]).toContain('DataImportRoleDefaultPolicy5744E872');
  });
});

describe('a key that the stack makes', () => {
  it('rotates, and goes with the stack as soon as KMS allows', () => {
    created.template.hasResource('AWS::KMS::Key', {
      Properties: { EnableKeyRotation: true, PendingWindowInDays: 7 },
      DeletionPolicy: 'Delete',
    });
    expect(created.infos).toEqual([]);
  });
});

describe('a key that exists', () => {
  it('stays as it is, and synth says which statements its policy must have', () => {
    const { template, infos } = synthesise({ context: { kmsKeyArn: EXISTING } });
    template.resourceCountIs('AWS::KMS::Key', 0);
    expect(infos).toEqual([expect.stringContaining(`The policy of ${EXISTING} is not this stack's`)]);
    const [text] = infos as [string];
    const statements = text.match(/\{"Effect".*?"Resource":"\*"\}/g)!.map((one) => JSON.parse(one) as object);
    expect(statements).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'personalize.amazonaws.com' },
        Action: forPersonalize,
        Resource: '*',
      },
      {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::111122223333:root' },
        Action: 'kms:*',
        Resource: '*',
      },
    ]);
  });
});

describe('without a key', () => {
  it('no statement and no property speaks of one', () => {
    const { template } = synthesise();
    expect(Object.keys(resourcesOf(template)).length).toBeGreaterThan(50);
    expect(JSON.stringify(template.toJSON())).not.toMatch(/kms|KmsKeyArn/i);
  });
});
