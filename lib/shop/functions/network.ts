import { Aws } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { shopOf, type NamedShop } from '../shop-of';
import { invalid } from '../validation-error';

/** VPC, subnets and security groups of a shop's functions. */
export interface NetworkProps {
  /**
   * VPC of all functions of the shop, including those of CDK's provider framework. docs/vpc.md lists the endpoints that it needs.
   *
   * @default - no VPC
   */
  readonly vpc?: ec2.IVpc;
  /**
   * Subnets of the functions.
   *
   * @default - the private subnets
   */
  readonly vpcSubnets?: ec2.SubnetSelection;
  /**
   * Security groups of the functions. They must be able to reach the VPC endpoints, and nothing else.
   *
   * @default - one new security group for all functions, with any outbound and no inbound traffic
   */
  readonly securityGroups?: ec2.ISecurityGroup[];
}

/** Network of each shop. */
const networks = new WeakMap<NamedShop, NetworkProps>();

/** VPC properties for the functions of a construct's shop; empty without a VPC. */
export const networkOf = (scope: Construct): NetworkProps => networks.get(shopOf(scope)) ?? {};

/**
 * Puts all functions that a shop creates from now on into a VPC.
 *
 * @returns the security groups of the functions
 * @throws ValidationError for subnets or security groups without a VPC
 */
export function placeFunctions(shop: Construct, props: NetworkProps): ec2.ISecurityGroup[] {
  const { vpc, vpcSubnets, securityGroups = [] } = props;
  if (!vpc) {
    const without = (['vpcSubnets', 'securityGroups'] as const).find((name) => props[name] !== undefined);
    if (without)
      throw invalid(
        shop,
        'NoVpc',
        `Property ${without} of ${shop.node.path} is given without a VPC. Give it a vpc as well.`,
      );
    return [];
  }
  const groups = securityGroups.length > 0 ? securityGroups : [newSecurityGroup(shop, vpc)];
  networks.set(shopOf(shop), { vpc, vpcSubnets, securityGroups: groups });
  return groups;
}

const newSecurityGroup = (shop: Construct, vpc: ec2.IVpc): ec2.SecurityGroup =>
  new ec2.SecurityGroup(shop, 'SecurityGroup', {
    vpc,
    description: 'Functions that deploy and run the recommenders of this stack',
  });

/** Actions that Lambda needs for a function's network interfaces. CDK adds them only to roles that it creates. */
const INTERFACE_ACTIONS = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
];

/**
 * Permissions for every function's role: Lambda manages the network interfaces with them, but the function's own code is denied
 * them. Empty without a VPC.
 *
 * The condition key `lambda:SourceFunctionArn` is present only in requests of the function's code, and holds the unversioned ARN.
 * One pattern covers all functions, because a role's policy cannot name a function that depends on the role. ArnLike compares
 * everything after the account as one part, so `function:*` matches any name.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
 * @see https://docs.aws.amazon.com/lambda/latest/dg/permissions-source-function-arn.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function interfaceStatements(scope: Construct): iam.PolicyStatement[] {
  if (!networkOf(scope).vpc) return [];
  // Lambda requires `*` for these actions.
  const statement = { actions: INTERFACE_ACTIONS, resources: ['*'] };
  return [
    new iam.PolicyStatement(statement),
    new iam.PolicyStatement({
      ...statement,
      effect: iam.Effect.DENY,
      conditions: {
        ArnLike: {
          'lambda:SourceFunctionArn': `arn:${Aws.PARTITION}:lambda:${Aws.REGION}:${Aws.ACCOUNT_ID}:function:*`,
        },
      },
    }),
  ];
}
