import {
  App,
  AspectPriority,
  Aspects,
  CfnResource,
  Duration,
  Fn,
  NestedStack,
  RemovalPolicies,
  RemovalPolicy,
  Stack,
  Stage,
  TagManager,
  Tags,
} from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  DatasetGroup,
  EcommerceRecommenders,
  Recommender,
  ShopSource,
  type EcommerceRecommendersProps,
  type IDatasetGroup,
} from '../../lib';
import cdkJson from '../../cdk.json';
import { dependenciesOf, idsOf, listOf, resourcesOf, statementsOf } from './support/resources';
import { synthesise } from './support/synthesise';

let folder: string;
beforeAll(() => {
  process.env.CDK_VALIDATION = 'false';
  folder = mkdtempSync(path.join(os.tmpdir(), 'guard-rails-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** An app without bundling. */
const newApp = (): App =>
  new App({ analyticsReporting: false, outdir: folder, context: { 'aws:cdk:bundling-stacks': [] } });

const source = ShopSource.fromArchive('shop.tar.gz');

const shopIn = (stack: Stack, props: Partial<EcommerceRecommendersProps> = {}): EcommerceRecommenders =>
  new EcommerceRecommenders(stack, 'Shop', { source, ...props });

describe('iam.Role.customizeRoles', () => {
  it('leaves no role in the template, and reports every role that a shop needs', () => {
    const app = newApp();
    iam.Role.customizeRoles(app);
    const stack = new Stack(app, 'Theirs');
    shopIn(stack, { eventTracker: true });
    const template = Template.fromStack(stack);
    expect(idsOf(template, 'AWS::IAM::Role')).toEqual([]);
    const report = readFileSync(path.join(folder, 'iam-policy-report.txt'), 'utf8');
    for (const role of [
      'Theirs/Shop/Data/ImportRole/Resource',
      'Theirs/RecommenderProvider/HandlerRole',
      'Theirs/RecommenderProvider/FrameworkWaiterRole',
      'Theirs/Custom::S3AutoDeleteObjectsCustomResourceProvider/Role',
    ])
      expect(report).toContain(`<missing role> (${role})`);
  });

  it('takes roles that exist, also for the function that empties the bucket', () => {
    const app = newApp();
    const emptying = 'Custom::S3AutoDeleteObjectsCustomResourceProvider';
    iam.Role.customizeRoles(app, {
      usePrecreatedRoles: {
        [`Theirs/${emptying}/Role`]: 'emptier',
        'Theirs/Shop/Data/ImportRole/Resource': 'import',
      },
    });
    const stack = new Stack(app, 'Theirs');
    shopIn(stack);
    const functions = resourcesOf(Template.fromStack(stack));
    const [emptier] = Object.keys(functions).filter((id) => /^CustomS3AutoDelete.*Handler/.test(id));
    expect(JSON.stringify(functions[emptier].Properties.Role)).toContain(':role/emptier');
    expect(functions[emptier].Properties.LoggingConfig).toEqual({
      LogGroup: { Ref: expect.any(String) as unknown },
    });
  });
});

describe('a VPC', () => {
  const networkStack = (
    props: (stack: Stack, vpc: ec2.IVpc) => Partial<EcommerceRecommendersProps> = () => ({}),
  ): { stack: Stack; shop: EcommerceRecommenders; vpc: ec2.Vpc } => {
    const stack = new Stack(newApp(), 'Theirs');
    const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 1 });
    const shop = shopIn(stack, {
      vpc,
      freshData: true,
      watch: true,
      stopWhenIdle: Duration.hours(3),
      ...props(stack, vpc),
    });
    return { stack, shop, vpc };
  };
  const vpcConfigsOf = (template: Template): [id: string, VpcConfig: unknown][] =>
    idsOf(template, 'AWS::Lambda::Function').map((id) => [
      id,
      resourcesOf(template)[id].Properties.VpcConfig,
    ]);

  it('has all functions, CDK’s own included, behind one security group', () => {
    const template = Template.fromStack(networkStack().stack);
    const groups = idsOf(template, 'AWS::EC2::SecurityGroup');
    expect(groups).toHaveLength(1);
    const configs = vpcConfigsOf(template);
    expect(configs.length).toBeGreaterThan(20);
    for (const config of configs)
      expect(config).toEqual([
        config[0],
        {
          SubnetIds: [1, 2].map((at) => ({ Ref: expect.stringMatching(`VpcPrivateSubnet${at}`) as unknown })),
          SecurityGroupIds: [{ 'Fn::GetAtt': [groups[0], 'GroupId'] }],
        },
      ]);
  });

  it('lets every function’s role make network interfaces, and its code not', () => {
    const template = Template.fromStack(networkStack().stack);
    const statements = statementsOf(template).filter(([, { Action }]) =>
      listOf(Action).includes('ec2:CreateNetworkInterface'),
    );
    const effects = statements.map(([, { Effect, Condition }]) => [Effect, Condition !== undefined]);
    const roles = new Set(
      idsOf(template, 'AWS::Lambda::Function').map((id) =>
        JSON.stringify(resourcesOf(template)[id].Properties.Role),
      ),
    );
    expect(effects.filter(([effect]) => effect === 'Allow')).toHaveLength(roles.size);
    expect(effects.filter(([effect]) => effect === 'Deny')).toEqual(Array(roles.size).fill(['Deny', true]));
    for (const id of idsOf(template, 'AWS::IAM::Role'))
      expect([id, resourcesOf(template)[id].Properties.ManagedPolicyArns]).toEqual([id, undefined]);
  });

  it('takes subnets and security groups of the host’s, and makes none', () => {
    const { stack, shop } = networkStack((stack) => ({
      vpcSubnets: { subnets: [ec2.Subnet.fromSubnetId(stack, 'Subnet', 'subnet-1')] },
      securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-1')],
    }));
    const template = Template.fromStack(stack);
    expect(idsOf(template, 'AWS::EC2::SecurityGroup')).toEqual([]);
    for (const [, config] of vpcConfigsOf(template))
      expect(config).toEqual({ SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] });
    expect(shop.connections.securityGroups.map(({ securityGroupId }) => securityGroupId)).toEqual(['sg-1']);
  });

  it('outlives what the functions have to delete, endpoints that let them in included', () => {
    const { stack, shop, vpc } = networkStack();
    const endpoint = vpc.addInterfaceEndpoint('Personalize', {
      service: ec2.InterfaceVpcEndpointAwsService.PERSONALIZE,
      open: false,
    });
    endpoint.connections.allowDefaultPortFrom(shop);
    const template = Template.fromStack(stack);
    const [endpointId] = idsOf(template, 'AWS::EC2::VPCEndpoint');
    for (const type of ['AutoDeleteObjects', 'DatasetGroup', 'Recommender', 'DatasetImport'])
      for (const id of Object.keys(
        template.findResources(`Custom::${type === 'AutoDeleteObjects' ? 'S3' : 'Personalize'}${type}`),
      ))
        expect([id, dependenciesOf(template, id).has(endpointId)]).toEqual([id, true]);
  });

  it.each<Partial<EcommerceRecommendersProps>>([{ securityGroups: [] }, { vpcSubnets: {} }])(
    'fails for %j without one',
    (props) => {
      expect(() => shopIn(new Stack(newApp(), 'Theirs'), props)).toThrow(
        `Property ${Object.keys(props)[0]} of Theirs/Shop is given without a VPC. Give it a vpc as well.`,
      );
    },
  );
});

describe('the host’s own buckets that empty themselves', () => {
  it('keep CDK’s function as it was', () => {
    const withoutShop = new Stack(newApp(), 'Theirs');
    const withShop = new Stack(newApp(), 'Theirs');
    const emptyingIn = (stack: Stack): unknown[] => {
      new s3.Bucket(stack, 'Bucket', { autoDeleteObjects: true, removalPolicy: RemovalPolicy.DESTROY });
      if (stack === withShop) shopIn(stack);
      const resources = Object.entries(resourcesOf(Template.fromStack(stack)));
      return resources.filter(([id]) => id.startsWith('CustomS3AutoDeleteObjectsCustomResourceProvider'));
    };
    const before = emptyingIn(withoutShop);
    expect(before).toHaveLength(2);
    expect(emptyingIn(withShop)).toEqual(before);
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
    const [group] = Object.values(template.findResources('Custom::PersonalizeDatasetGroup'));
    expect(group.Properties).toMatchObject({ KmsKeyArn: keyArn });
    const [bucket] = Object.values(template.findResources('AWS::S3::Bucket'));
    expect(JSON.stringify(bucket)).toContain('"KMSMasterKeyID":{"Fn::ImportValue"');
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
      const [data] = Object.values(template.findResources('Custom::PreparedData'));
      const name = { 'Fn::ImportValue': expect.stringContaining('Platform:') as unknown };
      expect(data.Properties).toMatchObject({
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
    shopIn(stack, { topic: new sns.Topic(theirs, 'Topic'), monthlyBudget: 1500 });
    const template = Template.fromStack(stack);
    expect(idsOf(template, 'AWS::SNS::Topic')).toEqual([]);
    for (const { Properties } of Object.values(template.findResources('AWS::CloudWatch::Alarm')))
      expect(Properties).toMatchObject({
        AlarmActions: [{ 'Fn::ImportValue': expect.anything() as unknown }],
      });
    const publishers = statementsOf(Template.fromStack(theirs)).map(([, { Principal }]) => Principal);
    expect(publishers).toEqual([
      { Service: 'cloudwatch.amazonaws.com' },
      { Service: 'budgets.amazonaws.com' },
    ]);
  });

  it('an imported topic says whom its policy must let publish', () => {
    const stack = new Stack(newApp(), 'Theirs');
    shopIn(stack, {
      topic: sns.Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:eu-west-1:111122223333:ops'),
    });
    const infos = Annotations.fromStack(stack).findInfo(
      '*',
      Match.stringLikeRegexp('cloudwatch.amazonaws.com'),
    );
    expect(infos).toHaveLength(1);
  });

  it.each<[string, (stack: Stack) => Partial<EcommerceRecommendersProps>, string]>([
    [
      'two keys',
      (stack) => ({ createKey: true, encryptionKey: new kms.Key(stack, 'Key') }),
      'Properties encryptionKey and createKey of Theirs/Shop are both given, allowed is one of the two.',
    ],
    [
      'an archive for Glue',
      () => ({ preparation: 'glue' }),
      'Property preparation of Theirs/Shop is glue and its source an archive, but Glue reads CSV parts.',
    ],
    [
      'a prefix of other characters',
      (stack) => ({ source: partsOf(stack, 'a b') }),
      'Change the property source of',
    ],
    ['a source that is text', () => ({ source: 'shop.tar.gz' as never }), 'Give it ShopSource.fromArchive('],
    [
      'a time that is too long',
      () => ({ trainingTimeout: Duration.days(2) }),
      'Change the property trainingTimeout of',
    ],
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
    const app = new App({
      analyticsReporting: false,
      outdir: folder,
      context: { 'aws:cdk:bundling-stacks': ['Other'] },
    });
    expect(() => shopIn(new Stack(app, 'Theirs'))).not.toThrow();
  });
});

const partsOf = (stack: Stack, prefix: string): ShopSource =>
  ShopSource.fromBucket(s3.Bucket.fromBucketName(stack, 'Parts', 'parts'), prefix);

describe('analysts', () => {
  const analysts = [new iam.ArnPrincipal('arn:aws:iam::111122223333:role/analyst')];
  const actionsOf = (stack: Stack): string[] =>
    statementsOf(Template.fromStack(stack)).flatMap(([id, { Action }]) =>
      id.startsWith('ShopAnalyst') ? listOf(Action) : [],
    );

  it('have no role where there are none', () => {
    const stack = new Stack(newApp(), 'Theirs');
    expect(shopIn(stack).analystRole).toBeUndefined();
    expect(actionsOf(stack)).toEqual([]);
    expect(JSON.stringify(Template.fromStack(stack).toJSON())).not.toContain('sagemaker');
  });

  it('alone assume their role', () => {
    const stack = new Stack(newApp(), 'Theirs');
    shopIn(stack, { analysts });
    const template = Template.fromStack(stack);
    const [id] = idsOf(template, 'AWS::IAM::Role').filter((role) => role.startsWith('ShopAnalyst'));
    expect(resourcesOf(template)[id].Properties.AssumeRolePolicyDocument).toMatchObject({
      Statement: [{ Principal: { AWS: 'arn:aws:iam::111122223333:role/analyst' } }],
    });
  });

  it('delete nothing unless the host says so, and then by a policy of its own', () => {
    const stack = new Stack(newApp(), 'Theirs');
    shopIn(stack, { analysts });
    const reading = actionsOf(stack);
    expect(reading).toContain('personalize:GetRecommendations');
    expect(reading.filter((action) => action.includes('Delete'))).toEqual([]);
    const other = new Stack(newApp(), 'Theirs');
    shopIn(other, { analysts, analystsMayDelete: true });
    const added = statementsOf(Template.fromStack(other)).filter(([id]) => /^ShopAnalystDeletion/.test(id));
    expect(added.flatMap(([, { Action }]) => Action)).toEqual([
      's3:DeleteObject',
      'personalize:DeleteSchema',
      'personalize:DeleteRecommender',
      'personalize:DeleteFilter',
    ]);
    expect(actionsOf(other)).toHaveLength(reading.length + added.length);
  });
});

describe('removal', () => {
  const bucketOf = (stack: Stack): unknown =>
    Object.values(Template.fromStack(stack).findResources('AWS::S3::Bucket'))[0];
  const retained = {
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
    Properties: { Tags: [{ Key: 'aws-cdk:auto-delete-objects', Value: 'false' }] },
  };

  it('deletes the bucket by default and keeps it where the property says so', () => {
    const stack = new Stack(newApp(), 'Theirs');
    shopIn(stack);
    expect(bucketOf(stack)).toMatchObject({ DeletionPolicy: 'Delete' });
    const other = new Stack(newApp(), 'Theirs');
    shopIn(other, { removalPolicy: RemovalPolicy.RETAIN });
    expect(bucketOf(other)).toMatchObject(retained);
  });

  it('follows RemovalPolicies of the host’s, and warns of recommenders that are billed', () => {
    const stack = new Stack(newApp(), 'Theirs');
    RemovalPolicies.of(shopIn(stack)).retain();
    expect(bucketOf(stack)).toMatchObject(retained);
    const warnings = Annotations.fromStack(stack).findWarning(
      '*',
      Match.stringLikeRegexp('billed from then on'),
    );
    expect(warnings).toHaveLength(4);
  });
});

describe('a permissions boundary', () => {
  const KEY = '@aws-cdk/core:permissionsBoundary';
  const stackWith = (boundary: unknown): Stack => {
    const context = { 'aws:cdk:bundling-stacks': [], [KEY]: boundary };
    const stack = new Stack(new App({ analyticsReporting: false, outdir: folder, context }), 'Theirs');
    shopIn(stack, { freshData: true, watch: true, stopWhenIdle: Duration.hours(3), eventTracker: true });
    return stack;
  };

  it('is on every role, CDK’s own included', () => {
    const template = Template.fromStack(stackWith({ name: 'boundary' }));
    const roles = Object.entries(template.findResources('AWS::IAM::Role'));
    expect(roles.length).toBeGreaterThan(25);
    for (const [id, { Properties }] of roles)
      expect([id, JSON.stringify(Properties)]).toEqual([id, expect.stringContaining(':policy/boundary')]);
  });

  it('that is text, which CDK ignores, is warned of', () => {
    const [{ entry }] = Annotations.fromStack(stackWith('{"name":"boundary"}')).findWarning(
      '*',
      Match.stringLikeRegexp('which CDK ignores'),
    );
    expect(entry.data).toContain(`The context ${KEY} is the text {"name":"boundary"}`);
  });
});

describe('fails with the remedy', () => {
  it('for a nested stack, whose name has no room in Personalize’s', () => {
    const nested = new NestedStack(new Stack(newApp(), 'Theirs'), 'Nested');
    expect(() => shopIn(nested)).toThrow(
      /^Theirs\/Nested\/Shop is in Theirs\/Nested, .* 63 characters .* Put the shop into a stack that is not nested/,
    );
  });

  it('for a construct of the host’s with the id of a provider', () => {
    const stack = new Stack(newApp(), 'Theirs');
    new Construct(stack, 'RecommenderProvider');
    expect(() => shopIn(stack)).toThrow(
      'Theirs/RecommenderProvider has the id of the provider that Theirs/Shop/Recommenders/most-viewed needs in the stack ' +
        'Theirs. Give it another id',
    );
  });
});

describe('guard rails of others', () => {
  it('find their tags on every resource that takes tags', () => {
    const app = newApp();
    const stack = new Stack(app, 'Theirs');
    shopIn(stack, { freshData: true, watch: true, eventTracker: true, createKey: true });
    Tags.of(app).add('cost-centre', '4711');
    const untagged: string[] = [];
    Aspects.of(app).add(
      {
        visit: (node) => {
          if (CfnResource.isCfnResource(node) && TagManager.isTaggable(node) && !node.tags.hasTags())
            untagged.push(node.node.path);
        },
      },
      { priority: AspectPriority.READONLY },
    );
    Template.fromStack(stack);
    expect(untagged).toEqual([]);
  });

  it('hold in a Stage, and two shops in two stacks have names of their own', () => {
    const stage = new Stage(newApp(), 'Production');
    const stacks = ['Toys', 'Books'].map((id) => new Stack(stage, id));
    for (const stack of stacks) shopIn(stack);
    const names = stacks.map((stack) => {
      const [group] = Object.values(
        Template.fromStack(stack).findResources('Custom::PersonalizeDatasetGroup'),
      );
      return (group.Properties as { Name: string }).Name;
    });
    expect(names).toEqual(['Production-Toys-shop', 'Production-Books-shop']);
  });
});

describe('a back end in another app', () => {
  const ARN = 'arn:aws-cn:personalize:cn-north-1:111122223333';
  const granted = (grant: (stack: Stack, role: iam.Role) => iam.Grant): [unknown, unknown][] => {
    const stack = new Stack(newApp(), 'BackEnd');
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
    grant(stack, role).assertSuccess();
    return statementsOf(Template.fromStack(stack)).map(([, { Action, Resource }]) => [Action, Resource]);
  };

  it('asks a recommender by its ARN, and measures it', () => {
    const arn = `${ARN}:recommender/Shop-best-sellers`;
    expect(
      granted((stack, role) => Recommender.fromRecommenderArn(stack, 'Best', arn).grantRecommend(role)),
    ).toEqual([['personalize:GetRecommendations', arn]]);
    const metric = Recommender.fromRecommenderArn(new Stack(), 'Best', arn).metric('latency', {
      statistic: 'p99',
    });
    expect([metric.metricName, metric.statistic, metric.dimensions]).toEqual([
      'GetRecommendationsLatency',
      'p99',
      { RecommenderArn: arn },
    ]);
  });

  it('describes a dataset group by its ARN, and puts items and users', () => {
    const arn = `${ARN}:dataset-group/Shop-shop`;
    const group = (stack: Stack): IDatasetGroup => DatasetGroup.fromDatasetGroupArn(stack, 'Group', arn);
    expect(group(new Stack()).datasetGroupName).toBe('Shop-shop');
    expect(granted((stack, role) => group(stack).grantDescribe(role))).toEqual([
      ['personalize:DescribeDatasetGroup', arn],
    ]);
    expect(granted((stack, role) => group(stack).grantPutData(role))).toEqual([
      ['personalize:PutItems', `${ARN}:dataset/Shop-shop/ITEMS`],
      ['personalize:PutUsers', `${ARN}:dataset/Shop-shop/USERS`],
    ]);
  });

  it('takes ARNs that are tokens', () => {
    const arn = Fn.importValue('GroupArn');
    const [[, resource]] = granted((stack, role) =>
      DatasetGroup.fromDatasetGroupArn(stack, 'Group', arn).grantPutData(role),
    );
    expect(JSON.stringify(resource)).toContain('"Fn::ImportValue":"GroupArn"');
  });
});

describe('the feature flags of cdk.json', () => {
  it('change policies, in place, and nothing else', () => {
    const flags = Object.entries(cdkJson.context).filter(([name]) => name !== 'ecommerceRecommenders');
    const context = { eventTracker: true, freshData: true, watch: true, createKey: true };
    const before = resourcesOf(synthesise({ context }).template);
    const after = resourcesOf(synthesise({ context: { ...context, ...Object.fromEntries(flags) } }).template);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    const changed = Object.entries(before).flatMap(([id, { Type, Properties }]) =>
      Object.keys({ ...Properties, ...after[id].Properties })
        .filter((name) => JSON.stringify(Properties[name]) !== JSON.stringify(after[id].Properties[name]))
        .map((name) => `${Type} ${name}`),
    );
    expect(changed.length).toBeGreaterThan(20);
    expect([...new Set(changed)].sort()).toEqual([
      'AWS::IAM::Policy PolicyDocument',
      'AWS::KMS::Key KeyPolicy',
      'AWS::S3::BucketPolicy PolicyDocument',
    ]);
  });
});
