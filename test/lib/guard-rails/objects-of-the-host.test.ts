import { Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import { ShopNotices, ShopSource, ShopWatching, type EcommerceRecommendersProps } from '../../../lib';
import { dependenciesOf, idsOf, listOf, propertiesOf, statementsOf } from '../support/resources';
import type { Statement } from '../support/resources';
import { newApp, shopIn, templateWith, theirStack, told } from '../support/shop-in';

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/0123';
const TOPIC_ARN = 'arn:aws:sns:eu-west-1:111122223333:ops';
const LOGGING = { freshData: true, watch: true };

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

  it('have the key that the shop makes, like the topic, and its policy needs none of them', () => {
    const template = templateWith({ createKey: true }, LOGGING);
    const [keyId] = idsOf(template, 'AWS::KMS::Key');
    for (const group of propertiesOf(template, 'AWS::Logs::LogGroup'))
      expect(group).toMatchObject({ KmsKeyId: { 'Fn::GetAtt': [keyId, 'Arn'] } });
    expect(propertiesOf(template, 'AWS::SNS::Topic')).toEqual([
      { KmsMasterKeyId: { 'Fn::GetAtt': [keyId, 'Arn'] } },
    ]);
    const needed = dependenciesOf(template, keyId);
    expect(idsOf(template, 'AWS::Logs::LogGroup').filter((id) => needed.has(id))).toEqual([]);
  });
});

it('a topic of the host’s has a key of its own, which alarms may use', () => {
  const stack = theirStack();
  const topic = new sns.Topic(stack, 'Topic', { masterKey: new kms.Key(stack, 'Key') });
  new ShopNotices(stack, 'Notices', { shop: shopIn(stack), topic });
  const template = Template.fromStack(stack);
  const onKey = forService(template, 'cloudwatch.amazonaws.com').flatMap(({ Action }) => listOf(Action));
  expect(onKey).toEqual(expect.arrayContaining(['kms:Decrypt', 'kms:GenerateDataKey*']));
});

const importedKey = (stack: Stack, arn = KEY_ARN): kms.IKey => kms.Key.fromKeyArn(stack, 'Key', arn);
const notices = (stack: Stack, topic: sns.ITopic): ShopNotices =>
  new ShopNotices(stack, 'Notices', { shop: shopIn(stack), topic });

it.each<[what: string, use: (stack: Stack) => unknown, about: string, words: RegExp]>([
  [
    'a key of logs',
    (stack) => shopIn(stack, { logEncryptionKey: importedKey(stack) }),
    'logs.REGION.amazonaws.com',
    /names begin with Theirs-\* or \/aws-glue\/Theirs-\*/,
  ],
  [
    'a key of data, whose ARN is a token',
    (stack) => shopIn(stack, { encryptionKey: importedKey(stack, Fn.importValue('KeyArn')) }),
    'is not this stack',
    /^The policy of Theirs\/Key .*"Service":"personalize.amazonaws.com"/,
  ],
  [
    'a topic',
    (stack) => notices(stack, sns.Topic.fromTopicArn(stack, 'Topic', TOPIC_ARN)),
    'cloudwatch.amazonaws.com',
    /./,
  ],
  [
    'the key of a topic',
    (stack) => notices(stack, new sns.Topic(stack, 'Topic', { masterKey: importedKey(stack) })),
    'GenerateDataKey\\*',
    /./,
  ],
  [
    'a bucket of access logs',
    (stack) => shopIn(stack, { serverAccessLogsBucket: s3.Bucket.fromBucketName(stack, 'Logs', 'logs') }),
    'logging.s3.amazonaws.com',
    /The policy of the bucket Theirs\/Logs/,
  ],
])(
  'a synth says what the policy of %s that is imported needs, and warns of nothing',
  (_what, use, about, words) => {
    const stack = theirStack();
    use(stack);
    expect(told(stack, 'Info', about)).toEqual([expect.stringMatching(words)]);
    expect(told(stack, 'Warning', '')).toEqual([]);
  },
);

describe('the data bucket', () => {
  it('logs access to a bucket of the host’s, which lets S3 deliver the logs', () => {
    const stack = theirStack({ '@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy': true });
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

describe('objects of the host’s', () => {
  const twoStacks = (): { theirs: Stack; stack: Stack } => {
    const app = newApp();
    return { theirs: new Stack(app, 'Platform'), stack: new Stack(app, 'Theirs') };
  };

  it('a key in another stack encrypts bucket and dataset group, and its policy names Personalize', () => {
    const { theirs, stack } = twoStacks();
    const encryptionKey = new kms.Key(theirs, 'Key');
    shopIn(stack, { encryptionKey });
    const template = Template.fromStack(stack);
    const keyArn = { 'Fn::ImportValue': expect.stringContaining('Platform:') as unknown };
    expect(propertiesOf(template, 'Custom::PersonalizeDatasetGroup')[0].KmsKeyArn).toEqual(keyArn);
    expect(JSON.stringify(template.findResources('AWS::S3::Bucket'))).toContain(
      '"KMSMasterKeyID":{"Fn::ImportValue"',
    );
    expect(JSON.stringify(Template.fromStack(theirs).toJSON())).toContain('personalize.amazonaws.com');
    expect(told(stack, 'Info', 'is not this stack')).toEqual([]);
  });

  it.each(['lambda', 'glue'] as const)(
    'a bucket in another stack has the CSV parts, read by %s',
    (preparation) => {
      const { theirs, stack } = twoStacks();
      const encryptionKey = new kms.Key(theirs, 'Key');
      const bucket = new s3.Bucket(theirs, 'Bucket', { encryption: s3.BucketEncryption.KMS, encryptionKey });
      shopIn(stack, { preparation, source: ShopSource.fromBucket(bucket, 'day', { version: 'monday' }) });
      const template = Template.fromStack(stack);
      const name = { 'Fn::ImportValue': expect.stringContaining('Platform:') as unknown };
      expect(propertiesOf(template, 'Custom::PreparedData')[0]).toMatchObject({
        Source: { 'Fn::Join': ['', ['s3://', name, '/day/']] },
        SourceVersion: 'monday',
      });
      const onTheirs = statementsOf(template).filter(([, { Resource }]) =>
        JSON.stringify(Resource).includes('ImportValue'),
      );
      expect(onTheirs.flatMap(([, { Action }]) => listOf(Action))).toEqual([
        's3:GetObject',
        's3:ListBucket',
        'kms:Decrypt',
      ]);
    },
  );

  it('a topic gets the notices, and alarms and budgets may publish to it', () => {
    const { theirs, stack } = twoStacks();
    const shop = shopIn(stack);
    const topic = new sns.Topic(theirs, 'Topic');
    const notices = new ShopNotices(stack, 'Notices', { shop, topic, monthlyBudget: 1500 });
    new ShopWatching(stack, 'Watching', { shop, notices });
    const template = Template.fromStack(stack);
    expect(idsOf(template, 'AWS::SNS::Topic')).toEqual([]);
    for (const { AlarmActions } of propertiesOf(template, 'AWS::CloudWatch::Alarm'))
      expect(AlarmActions).toEqual([{ 'Fn::ImportValue': expect.anything() as unknown }]);
    const publishers = statementsOf(Template.fromStack(theirs)).map(([, { Principal }]) => Principal);
    expect(publishers).toEqual([
      { Service: 'cloudwatch.amazonaws.com' },
      { Service: 'budgets.amazonaws.com' },
    ]);
  });

  it.each<[string, (stack: Stack) => Partial<EcommerceRecommendersProps>, string]>([
    [
      'two keys',
      (stack) => ({ createKey: true, encryptionKey: new kms.Key(stack, 'Key') }),
      'Theirs/Shop: Property createKey is true and encryptionKey is given, allowed is one of the two. Give createKey: false for the key ' +
        'that exists, or no encryptionKey for a new one.',
    ],
    [
      'an archive for Glue',
      () => ({ preparation: 'glue' }),
      'Theirs/Shop: Property preparation is glue and the data an archive, but Glue reads CSV parts. Give source: ' +
        "ShopSource.fromBucket(bucket, 'PREFIX/'), or preparation: lambda.",
    ],
    [
      'a prefix of other characters',
      (stack) => ({ source: ShopSource.fromBucket(new s3.Bucket(stack, 'Parts'), 'a b') }),
      'Change the property source of',
    ],
    ['a source that is text', () => ({ source: 'shop.tar.gz' as never }), 'Give it ShopSource.fromArchive('],
    [
      'snapshots',
      () => ({ removalPolicy: RemovalPolicy.SNAPSHOT }),
      'Give it RemovalPolicy.RETAIN or DESTROY',
    ],
  ])('fails for %s', (_what, props, message) => {
    const stack = theirStack();
    expect(() => shopIn(stack, props(stack))).toThrow(message);
  });

  it('needs no archive where another stack is deployed', () => {
    const app = newApp({ 'aws:cdk:bundling-stacks': ['Other'] });
    expect(() => shopIn(new Stack(app, 'Theirs'))).not.toThrow();
  });
});
