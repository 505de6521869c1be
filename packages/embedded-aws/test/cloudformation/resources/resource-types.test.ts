import { AwsError } from '../../../src/aws-error';
import { recorded } from './recorded';

const document = (name: string): object => ({ Version: '2012-10-17', Id: name });
/** A document as services take it. */
const text = (name: string): string => JSON.stringify(document(name));

describe('resource types', () => {
  it('make a key, change what changed, and schedule its deletion', async () => {
    const key = recorded('AWS::KMS::Key');
    const before = { KeyPolicy: document('one'), EnableKeyRotation: true, Tags: [{ Key: 'a', Value: '1' }] };
    const { calls, physicalId, attributes } = await key.create(before);
    expect([physicalId, attributes]).toEqual(['id', { Arn: 'key-arn', KeyId: 'id' }]);
    expect(calls).toEqual([
      ['kms CreateKey', { Policy: text('one'), Tags: [{ TagKey: 'a', TagValue: '1' }] }],
      ['kms EnableKeyRotation', { KeyId: 'id' }],
    ]);
    const after = { KeyPolicy: document('two'), Enabled: false, Description: 'Shop' };
    expect(await key.update(before, after)).toEqual([
      ['kms DisableKeyRotation', { KeyId: 'id' }],
      ['kms UpdateKeyDescription', { KeyId: 'id', Description: 'Shop' }],
      ['kms PutKeyPolicy', { KeyId: 'id', Policy: text('two') }],
      ['kms UntagResource', { KeyId: 'id', TagKeys: ['a'] }],
      ['kms DisableKey', { KeyId: 'id' }],
    ]);
    const gone = new AwsError('KMSInvalidStateException', 'id is pending deletion.');
    expect(await key.remove({ PendingWindowInDays: 7 }, gone)).toEqual([
      ['kms ScheduleKeyDeletion', { KeyId: 'id', PendingWindowInDays: 7 }],
    ]);
    const alias = { AliasName: 'id', TargetKeyId: 'one' };
    const moved = { ...alias, TargetKeyId: 'two' };
    expect(await recorded('AWS::KMS::Alias').update(alias, moved)).toEqual([['kms UpdateAlias', moved]]);
  });

  it('make a bucket and put on it what its properties say, in the words of S3', async () => {
    const Bucket = 'New-Name';
    const Tags = [{ Key: 'a', Value: 'b' }];
    const encryption = { SSEAlgorithm: 'AES256' };
    const rule = { Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 3 } };
    const { calls, physicalId, attributes } = await recorded('AWS::S3::Bucket').create({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: encryption }],
      },
      LifecycleConfiguration: { Rules: [{ Id: 'r', Status: 'Enabled', ExpirationInDays: 3 }] },
      Tags,
    });
    const Rules = [{ ApplyServerSideEncryptionByDefault: encryption }];
    const LifecycleConfiguration = { Rules: [{ ID: 'r', ...rule }] };
    expect(calls).toEqual([
      ['s3 CreateBucket', { Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }],
      ['s3 PutBucketEncryption', { Bucket, ServerSideEncryptionConfiguration: { Rules } }],
      ['s3 PutBucketLifecycleConfiguration', { Bucket, LifecycleConfiguration }],
      ['s3 PutBucketTagging', { Bucket, Tagging: { TagSet: Tags } }],
    ]);
    expect(physicalId).toBe('New-Name');
    expect(attributes).toMatchObject({ Arn: 'arn:aws:s3:::New-Name' });
  });

  it('take off a bucket what its properties no longer say', async () => {
    const calls = await recorded('AWS::S3::Bucket').update(
      { Tags: [{ Key: 'a', Value: 'b' }], VersioningConfiguration: { Status: 'Enabled' } },
      { PublicAccessBlockConfiguration: { BlockPublicAcls: true } },
    );
    expect(calls).toEqual([
      [
        's3 PutPublicAccessBlock',
        { Bucket: 'id', PublicAccessBlockConfiguration: { BlockPublicAcls: true } },
      ],
      ['s3 DeleteBucketTagging', { Bucket: 'id' }],
      ['s3 PutBucketVersioning', { Bucket: 'id', VersioningConfiguration: { Status: 'Suspended' } }],
    ]);
  });

  it('make a role with its policies, change them, and let go of them before the role', async () => {
    const role = {
      AssumeRolePolicyDocument: document('trust'),
      ManagedPolicyArns: ['m1'],
      Policies: [{ PolicyName: 'p1', PolicyDocument: document('p1') }],
    };
    const type = recorded('AWS::IAM::Role');
    const { calls, attributes } = await type.create(role);
    expect(calls).toEqual([
      ['iam CreateRole', { RoleName: 'New-Name', AssumeRolePolicyDocument: text('trust') }],
      ['iam AttachRolePolicy', { RoleName: 'New-Name', PolicyArn: 'm1' }],
      ['iam PutRolePolicy', { RoleName: 'New-Name', PolicyName: 'p1', PolicyDocument: text('p1') }],
    ]);
    expect(attributes).toEqual({ Arn: 'role-arn', RoleId: 'AROA' });
    expect(
      await type.update(role, {
        ...role,
        AssumeRolePolicyDocument: document('other'),
        ManagedPolicyArns: ['m2'],
        Policies: [],
        Tags: [{ Key: 'a', Value: 'b' }],
      }),
    ).toEqual([
      ['iam UpdateAssumeRolePolicy', { RoleName: 'id', PolicyDocument: text('other') }],
      ['iam TagRole', { RoleName: 'id', Tags: [{ Key: 'a', Value: 'b' }] }],
      ['iam AttachRolePolicy', { RoleName: 'id', PolicyArn: 'm2' }],
      ['iam DetachRolePolicy', { RoleName: 'id', PolicyArn: 'm1' }],
      ['iam DeleteRolePolicy', { RoleName: 'id', PolicyName: 'p1' }],
    ]);
    expect(await type.remove(role)).toEqual([
      ['iam DetachRolePolicy', { RoleName: 'id', PolicyArn: 'm1' }],
      ['iam DeleteRolePolicy', { RoleName: 'id', PolicyName: 'p1' }],
      ['iam DeleteRole', { RoleName: 'id' }],
    ]);
  });

  it.each([
    ['role to role', { Roles: ['old', 'kept'] }, { Roles: ['kept'] }, 'p', 'old'],
    ['name to name', { Roles: ['kept'] }, { PolicyName: 'q' }, 'q', 'kept'],
  ])('move an inline policy from %s', async (_what, before, after, PolicyName, RoleName) => {
    const policy = { PolicyName: 'p', PolicyDocument: document('p'), ...before };
    expect(await recorded('AWS::IAM::Policy').update(policy, { ...policy, ...after })).toEqual([
      ['iam PutRolePolicy', { RoleName: 'kept', PolicyName, PolicyDocument: text('p') }],
      ['iam DeleteRolePolicy', { RoleName, PolicyName: 'p' }],
    ]);
  });

  it('update the code and the configuration of a function apart, and put back defaults', async () => {
    const type = recorded('AWS::Lambda::Function');
    const fn = { Runtime: 'nodejs20.x', Handler: 'h', Role: 'r', Code: { S3Bucket: 'b', S3Key: '1' } };
    const Code = { S3Bucket: 'b', S3Key: '2' };
    expect(await type.update(fn, { ...fn, Code })).toEqual([
      ['lambda UpdateFunctionCode', { FunctionName: 'id', ...Code, Architectures: ['x86_64'] }],
    ]);
    const [[operation, input], ...others] = await type.update({ ...fn, Timeout: 900 }, fn);
    expect([operation, others]).toEqual(['lambda UpdateFunctionConfiguration', []]);
    expect(input).toMatchObject({
      FunctionName: 'id',
      Timeout: 3,
      MemorySize: 128,
      Environment: { Variables: {} },
    });
  });

  it('fill substitutions into a state machine’s definition', async () => {
    const open = '${'.repeat(300_000);
    const { calls, attributes } = await recorded('AWS::StepFunctions::StateMachine').create({
      RoleArn: 'r',
      DefinitionString: `{"Resource":"\${fn}","Other":"\${kept}"}${open}`,
      DefinitionSubstitutions: { fn: 'function-arn' },
    });
    const definition = `{"Resource":"function-arn","Other":"\${kept}"}${open}`;
    expect(calls).toEqual([['states CreateStateMachine', { name: 'New-Name', roleArn: 'r', definition }]]);
    expect(attributes).toEqual({ Arn: 'machine-arn', Name: 'New-Name' });
  });

  it('keep a log group’s retention, and give and take its key', async () => {
    const type = recorded('AWS::Logs::LogGroup');
    const { calls, attributes } = await type.create({ RetentionInDays: 7, KmsKeyId: 'key' });
    expect(calls).toEqual([
      ['logs CreateLogGroup', { logGroupName: 'New-Name', kmsKeyId: 'key' }],
      ['logs PutRetentionPolicy', { logGroupName: 'New-Name', retentionInDays: 7 }],
    ]);
    expect(attributes).toEqual({ Arn: 'arn:aws:logs:eu-west-1:123456789012:log-group:New-Name:*' });
    expect(await type.update({ RetentionInDays: 7 }, {})).toEqual([
      ['logs DeleteRetentionPolicy', { logGroupName: 'id' }],
    ]);
    const [taken] = await type.update({ KmsKeyId: 'key' }, {});
    expect(taken).toEqual(['logs DisassociateKmsKey', { logGroupName: 'id' }]);
    const [given] = await type.update({}, { KmsKeyId: 'key' });
    expect(given).toEqual(['logs AssociateKmsKey', { logGroupName: 'id', kmsKeyId: 'key' }]);
  });

  it('give a topic its default policy back', async () => {
    expect(await recorded('AWS::SNS::TopicPolicy').remove({ Topics: ['t'] })).toEqual([
      ['sns SetTopicAttributes', { TopicArn: 't', AttributeName: 'Policy', AttributeValue: '' }],
    ]);
  });

  it.each([
    ['AWS::S3::Bucket', 'NoSuchBucket', {}],
    ['AWS::IAM::Role', 'NoSuchEntity', {}],
    ['AWS::Lambda::Function', 'ResourceNotFoundException', {}],
    ['AWS::Lambda::Permission', 'ResourceNotFoundException', { FunctionName: 'f' }],
    ['AWS::Lambda::Alias', 'ResourceNotFoundException', { FunctionName: 'f', Name: 'n' }],
    ['AWS::Lambda::Version', 'ResourceNotFoundException', { FunctionName: 'f' }],
    ['AWS::Logs::LogGroup', 'ResourceNotFoundException', {}],
    ['AWS::SSM::Parameter', 'ParameterNotFound', {}],
    ['AWS::SNS::Topic', 'NotFound', {}],
    ['AWS::SNS::TopicPolicy', 'NotFound', { Topics: ['topic'] }],
    ['AWS::SNS::Subscription', 'NotFound', {}],
    ['AWS::CloudWatch::Alarm', 'ResourceNotFound', {}],
    ['AWS::CloudWatch::Dashboard', 'ResourceNotFound', {}],
    ['AWS::Budgets::Budget', 'NotFoundException', {}],
    ['AWS::ApiGatewayV2::Api', 'NotFoundException', {}],
    ['AWS::ApiGatewayV2::Stage', 'NotFoundException', { ApiId: 'a' }],
    ['AWS::ApiGatewayV2::Route', 'NotFoundException', { ApiId: 'a' }],
    ['AWS::ApiGatewayV2::Integration', 'NotFoundException', { ApiId: 'a' }],
    ['AWS::ApiGatewayV2::Authorizer', 'NotFoundException', { ApiId: 'a' }],
  ])('delete a %s that is gone already', async (type, code, properties) => {
    await expect(recorded(type).remove(properties, new AwsError(code, 'gone'))).resolves.toHaveLength(1);
    await expect(recorded(type).remove(properties, new AwsError('AccessDenied', 'no'))).rejects.toThrow('no');
  });
});
