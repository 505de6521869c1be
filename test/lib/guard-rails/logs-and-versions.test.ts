import { Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import { ShopNotices } from '../../../lib';
import { dependenciesOf, idsOf, listOf, propertiesOf, statementsOf } from '../support/resources';
import type { Statement } from '../support/resources';
import { newApp, shopIn, templateWith } from '../support/shop-in';

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/0123';
const LOGGING = { freshData: true, watch: true };

const theirStack = (): Stack =>
  new Stack(newApp({ '@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy': true }), 'Theirs');

/** Statements of all policies, those of keys included, that let a service do something. */
function forService(template: Template, service: string): Statement[] {
  const ofKeys = propertiesOf(template, 'AWS::KMS::Key').flatMap(
    ({ KeyPolicy }) => (KeyPolicy as { Statement: Statement[] }).Statement,
  );
  const all = [...ofKeys, ...statementsOf(template).map(([, statement]) => statement)];
  return all.filter(({ Principal = '' }) => JSON.stringify(Principal).includes(service));
}

describe('log groups', () => {
  it('have the retention and the key of the host’s, which lets CloudWatch Logs use it for them alone', () => {
    const stack = theirStack();
    const logEncryptionKey = new kms.Key(stack, 'LogKey');
    shopIn(stack, { logRetention: RetentionDays.INFINITE, logEncryptionKey }, LOGGING);
    const template = Template.fromStack(stack);
    const [keyId] = idsOf(template, 'AWS::KMS::Key');
    for (const group of propertiesOf(template, 'AWS::Logs::LogGroup'))
      expect(group).toEqual({ KmsKeyId: { 'Fn::GetAtt': [keyId, 'Arn'] } });
    const [statement] = forService(template, 'logs.');
    expect(JSON.stringify(statement.Condition)).toMatch(
      /:log-group:Theirs-\*.*:log-group:\/aws-glue\/Theirs-\*/,
    );
  });

  it('have the key that the shop makes, whose policy needs none of them', () => {
    const template = templateWith({ createKey: true }, LOGGING);
    const [keyId] = idsOf(template, 'AWS::KMS::Key');
    for (const group of propertiesOf(template, 'AWS::Logs::LogGroup'))
      expect(group).toMatchObject({ KmsKeyId: { 'Fn::GetAtt': [keyId, 'Arn'] } });
    const needed = dependenciesOf(template, keyId);
    expect(idsOf(template, 'AWS::Logs::LogGroup').filter((id) => needed.has(id))).toEqual([]);
  });

  it('say what the policy of an imported key needs', () => {
    const stack = theirStack();
    shopIn(stack, { logEncryptionKey: kms.Key.fromKeyArn(stack, 'LogKey', KEY_ARN) });
    const infos = Annotations.fromStack(stack).findInfo(
      '*',
      Match.stringLikeRegexp('logs.REGION.amazonaws.com'),
    );
    expect(infos).toHaveLength(1);
    expect(infos[0].entry.data).toContain('names begin with Theirs-* or /aws-glue/Theirs-*');
  });
});

describe('the topic of the notices', () => {
  const forPublishing = ['kms:Decrypt', 'kms:GenerateDataKey*'];

  it('has the key that the shop makes, which alarms, budgets and fresh data may use', () => {
    const template = templateWith({ createKey: true }, { ...LOGGING, monthlyBudget: 10 });
    const keyArn = { 'Fn::GetAtt': [idsOf(template, 'AWS::KMS::Key')[0], 'Arn'] };
    expect(propertiesOf(template, 'AWS::SNS::Topic')).toEqual([{ KmsMasterKeyId: keyArn }]);
    for (const service of ['cloudwatch', 'budgets'])
      expect(forService(template, `${service}.amazonaws.com`).map(({ Action }) => Action)).toContainEqual(
        forPublishing,
      );
    const ofStateMachine = statementsOf(template).filter(([id]) =>
      id.startsWith('ShopFreshDataStateMachine'),
    );
    expect(ofStateMachine.map(([, { Action, Resource }]) => [Action, Resource])).toContainEqual([
      ['kms:Decrypt', 'kms:GenerateDataKey'],
      keyArn,
    ]);
  });

  it('of the host’s has a key of its own, which alarms may use', () => {
    const stack = theirStack();
    const masterKey = new kms.Key(stack, 'Key');
    const topic = new sns.Topic(stack, 'Topic', { masterKey });
    new ShopNotices(stack, 'Notices', { shop: shopIn(stack), topic });
    const template = Template.fromStack(stack);
    const onKey = forService(template, 'cloudwatch.amazonaws.com').flatMap(({ Action }) => listOf(Action));
    expect(onKey).toEqual(expect.arrayContaining(forPublishing));
  });

  it('says what the policy of an imported key needs', () => {
    const stack = theirStack();
    const masterKey = kms.Key.fromKeyArn(stack, 'Key', KEY_ARN);
    const topic = new sns.Topic(stack, 'Topic', { masterKey });
    new ShopNotices(stack, 'Notices', { shop: shopIn(stack), topic });
    const infos = Annotations.fromStack(stack).findInfo('*', Match.stringLikeRegexp('GenerateDataKey\\*'));
    expect(infos).toHaveLength(1);
  });
});

describe('the data bucket', () => {
  it('logs access to a bucket of the host’s, which lets S3 deliver the logs', () => {
    const stack = theirStack();
    const serverAccessLogsBucket = new s3.Bucket(stack, 'AccessLogs');
    shopIn(stack, { serverAccessLogsBucket });
    const template = Template.fromStack(stack);
    const [logsId] = idsOf(template, 'AWS::S3::Bucket').filter((id) => id.startsWith('AccessLogs'));
    template.hasResourceProperties('AWS::S3::Bucket', {
      LoggingConfiguration: { DestinationBucketName: { Ref: logsId }, LogFilePrefix: 'Theirs/' },
    });
    expect(forService(template, 'logging.s3.amazonaws.com').map(({ Action }) => Action)).toEqual([
      's3:PutObject',
    ]);
  });

  it('says what the policy of an imported bucket needs, and warns of nothing', () => {
    const stack = theirStack();
    shopIn(stack, { serverAccessLogsBucket: s3.Bucket.fromBucketName(stack, 'AccessLogs', 'access-logs') });
    const annotations = Annotations.fromStack(stack);
    const [info] = annotations.findInfo('*', Match.stringLikeRegexp('logging.s3.amazonaws.com'));
    expect(info.entry.data).toContain('The policy of the bucket Theirs/AccessLogs');
    expect(annotations.findWarning('*', Match.anyValue())).toEqual([]);
  });

  it('keeps no versions, or for a month', () => {
    const [plain] = propertiesOf(templateWith({}), 'AWS::S3::Bucket');
    expect(JSON.stringify(plain)).not.toMatch(/VersioningConfiguration|Noncurrent/);
    const [versioned] = propertiesOf(templateWith({ versioned: true }), 'AWS::S3::Bucket');
    expect(versioned).toMatchObject({ VersioningConfiguration: { Status: 'Enabled' } });
    const { Rules } = versioned.LifecycleConfiguration as { Rules: object[] };
    expect(Rules).toContainEqual({
      ...{ ExpiredObjectDeleteMarker: true, NoncurrentVersionExpiration: { NoncurrentDays: 30 } },
      Status: 'Enabled',
    });
  });
});
