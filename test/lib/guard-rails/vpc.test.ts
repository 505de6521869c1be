import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { EcommerceRecommenders, EcommerceRecommendersProps } from '../../../lib';
import { EVERYTHING } from '../support/everything';
import { dependenciesOf, idsOf, listOf, propertiesOf, resourcesOf, statementsOf } from '../support/resources';
import { shopIn, theirStack } from '../support/shop-in';

describe('a VPC', () => {
  const networkStack = (
    props: (stack: Stack, vpc: ec2.IVpc) => Partial<EcommerceRecommendersProps> = () => ({}),
  ): { stack: Stack; shop: EcommerceRecommenders; vpc: ec2.Vpc } => {
    const stack = theirStack();
    const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 1 });
    const shop = shopIn(
      stack,
      { vpc, ...props(stack, vpc) },
      { ...EVERYTHING, api: { origins: ['https://shop.example'] }, experiment: { share: 0.1 } },
    );
    return { stack, shop, vpc };
  };
  const vpcConfigsOf = (template: Template): unknown[] =>
    propertiesOf(template, 'AWS::Lambda::Function').map(({ VpcConfig }) => VpcConfig);

  let template: Template;
  beforeAll(() => {
    template = Template.fromStack(networkStack().stack);
  });

  it('has all functions, CDK’s own included, behind one security group', () => {
    const groups = idsOf(template, 'AWS::EC2::SecurityGroup');
    expect(groups).toHaveLength(1);
    const configs = vpcConfigsOf(template);
    expect(configs.length).toBeGreaterThan(20);
    for (const config of configs)
      expect(config).toEqual({
        SubnetIds: [1, 2].map((at) => ({ Ref: expect.stringMatching(`VpcPrivateSubnet${at}`) as unknown })),
        SecurityGroupIds: [{ 'Fn::GetAtt': [groups[0], 'GroupId'] }],
      });
  });

  it('lets every function’s role make network interfaces, and its code not', () => {
    const statements = statementsOf(template).filter(([, { Action }]) =>
      listOf(Action).includes('ec2:CreateNetworkInterface'),
    );
    const effects = statements.map(([, { Effect, Condition }]) => [Effect, Condition !== undefined]);
    const roles = new Set(
      propertiesOf(template, 'AWS::Lambda::Function').map(({ Role }) => JSON.stringify(Role)),
    );
    expect(effects.filter(([effect]) => effect === 'Allow')).toHaveLength(roles.size);
    expect(effects.filter(([effect]) => effect === 'Deny')).toEqual(Array(roles.size).fill(['Deny', true]));
    for (const { ManagedPolicyArns } of propertiesOf(template, 'AWS::IAM::Role'))
      expect(ManagedPolicyArns).toBeUndefined();
  });

  it('takes subnets and security groups of the host’s, and makes none', () => {
    const { stack, shop } = networkStack((stack) => ({
      vpcSubnets: { subnets: [ec2.Subnet.fromSubnetId(stack, 'Subnet', 'subnet-1')] },
      securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-1')],
    }));
    const theirs = Template.fromStack(stack);
    expect(idsOf(theirs, 'AWS::EC2::SecurityGroup')).toEqual([]);
    for (const config of vpcConfigsOf(theirs))
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
    const withEndpoint = Template.fromStack(stack);
    const [endpointId] = idsOf(withEndpoint, 'AWS::EC2::VPCEndpoint');
    const deleting = /^Custom::(S3AutoDeleteObjects|Personalize(DatasetGroup|Recommender|DatasetImport))$/;
    for (const [id, { Type }] of Object.entries(resourcesOf(withEndpoint)))
      if (deleting.test(Type)) expect([...dependenciesOf(withEndpoint, id)]).toContain(endpointId);
  });

  it.each<Partial<EcommerceRecommendersProps>>([{ securityGroups: [] }, { vpcSubnets: {} }])(
    'fails for %j without one',
    (props) => {
      expect(() => shopIn(theirStack(), props)).toThrow(
        `Property ${Object.keys(props)[0]} of Theirs/Shop is given without a VPC. Give it a vpc as well.`,
      );
    },
  );
});
