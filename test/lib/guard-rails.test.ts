import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { EcommerceRecommenders, type EcommerceRecommendersProps } from '../../lib';
import { dependenciesOf, idsOf, listOf, resourcesOf, statementsOf } from './support/resources';

let folder: string;
beforeAll(() => {
  process.env.CDK_VALIDATION = 'false';
  folder = mkdtempSync(path.join(os.tmpdir(), 'guard-rails-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** An app without bundling. */
const newApp = (): App =>
  new App({ analyticsReporting: false, outdir: folder, context: { 'aws:cdk:bundling-stacks': [] } });

const shopIn = (stack: Stack, props: Partial<EcommerceRecommendersProps> = {}): EcommerceRecommenders =>
  new EcommerceRecommenders(stack, 'Shop', { archive: 'shop.tar.gz', ...props });

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
      stopWhenIdleHours: 3,
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
