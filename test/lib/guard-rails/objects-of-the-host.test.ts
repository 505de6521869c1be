import { Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import { ShopNotices, ShopSource, ShopWatching, type EcommerceRecommendersProps } from '../../../lib';
import { idsOf, listOf, propertiesOf, statementsOf } from '../support/resources';
import { newApp, shopIn } from '../support/shop-in';

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
    expect(Annotations.fromStack(stack).findInfo('*', Match.stringLikeRegexp('is not this stack'))).toEqual(
      [],
    );
  });

  it('an imported key is a token whose policy is the host’s', () => {
    const stack = new Stack(newApp(), 'Theirs');
    const encryptionKey = kms.Key.fromKeyArn(stack, 'Key', Fn.importValue('KeyArn'));
    shopIn(stack, { encryptionKey });
    const [info] = Annotations.fromStack(stack).findInfo('*', Match.stringLikeRegexp('is not this stack'));
    expect(info.entry.data).toMatch(/^The policy of Theirs\/Key .*"Service":"personalize.amazonaws.com"/);
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

  it('an imported topic says whom its policy must let publish', () => {
    const stack = new Stack(newApp(), 'Theirs');
    const topic = sns.Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:eu-west-1:111122223333:ops');
    new ShopNotices(stack, 'Notices', { shop: shopIn(stack), topic });
    const words = Match.stringLikeRegexp('cloudwatch.amazonaws.com');
    expect(Annotations.fromStack(stack).findInfo('*', words)).toHaveLength(1);
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
      (stack) => ({ source: partsOf(stack, 'a b') }),
      'Change the property source of',
    ],
    ['a source that is text', () => ({ source: 'shop.tar.gz' as never }), 'Give it ShopSource.fromArchive('],
    [
      'snapshots',
      () => ({ removalPolicy: RemovalPolicy.SNAPSHOT }),
      'Give it RemovalPolicy.RETAIN or DESTROY',
    ],
  ])('fails for %s', (_what, props, message) => {
    const stack = new Stack(newApp(), 'Theirs');
    expect(() => shopIn(stack, props(stack))).toThrow(message);
  });

  it('needs no archive where another stack is deployed', () => {
    const app = newApp({ 'aws:cdk:bundling-stacks': ['Other'] });
    expect(() => shopIn(new Stack(app, 'Theirs'))).not.toThrow();
  });
});

const partsOf = (stack: Stack, prefix: string): ShopSource =>
  ShopSource.fromBucket(s3.Bucket.fromBucketName(stack, 'Parts', 'parts'), prefix);
