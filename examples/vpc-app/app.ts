/** A shop whose functions run in a VPC without a way to the internet: a new one, or one that the company has. */
import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { join } from 'node:path';
import { EcommerceRecommenders, ShopSource } from '../../lib';

/** What the functions of this shop reach; docs/vpc.md has the whole list. */
const ENDPOINTS = ['personalize', 'cloudformation', 'lambda', 'states'];

const app = new App();
const stack = new Stack(app, 'ShopInVpc');

/** `-c vpc='{"vpcId":"vpc-1","subnetIds":["subnet-1"],"availabilityZones":["us-east-1a"],"securityGroupId":"sg-1"}'` */
const existing = app.node.tryGetContext('vpc') as string | undefined;

new EcommerceRecommenders(stack, 'Shop', {
  source: ShopSource.fromArchive(join(__dirname, '../../assets/RetailSampleDataSet.tar.gz')),
  useCases: ['best-sellers'],
  ...(existing === undefined ? newNetwork() : existingNetwork(existing)),
});

function newNetwork(): { readonly vpc: ec2.IVpc; readonly vpcSubnets: ec2.SubnetSelection } {
  const vpcSubnets = { subnetType: ec2.SubnetType.PRIVATE_ISOLATED };
  const vpc = new ec2.Vpc(stack, 'Vpc', {
    maxAzs: 2,
    natGateways: 0,
    subnetConfiguration: [{ name: 'functions', ...vpcSubnets }],
  });
  vpc.addGatewayEndpoint('s3', { service: ec2.GatewayVpcEndpointAwsService.S3 });
  for (const name of ENDPOINTS)
    vpc.addInterfaceEndpoint(name, { service: new ec2.InterfaceVpcEndpointAwsService(name) });
  return { vpc, vpcSubnets };
}

interface ExistingNetwork {
  readonly vpcId: string;
  readonly subnetIds: string[];
  readonly availabilityZones: string[];
  readonly securityGroupId: string;
}

function existingNetwork(text: string): {
  readonly vpc: ec2.IVpc;
  readonly securityGroups: ec2.ISecurityGroup[];
} {
  const { subnetIds: privateSubnetIds, securityGroupId, ...place } = JSON.parse(text) as ExistingNetwork;
  return {
    vpc: ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { ...place, privateSubnetIds }),
    securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Functions', securityGroupId)],
  };
}
