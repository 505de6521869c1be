import { Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Template } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { ShopSource } from '../../../lib';
import { EVERYTHING } from '../support/everything';
import { resourcesOf } from '../support/resources';
import { shopIn, theirStack } from '../support/shop-in';
import { specificationOf } from '../../support/aws-specification';

it.each([
  ['with everything', {}],
  ['with a Glue job', { preparation: 'glue' }],
] as const)('every resource that CloudFormation can tag has the host’s tag: %s', (_what, props) => {
  const stack = theirStack();
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-12345678',
    availabilityZones: ['us-east-1a'],
    privateSubnetIds: ['subnet-12345678'],
  });
  const source = ShopSource.fromBucket(Bucket.fromBucketName(stack, 'Parts', 'parts'), 'day/');
  const addOns = { ...EVERYTHING, segments: { items: ['i1'] } };
  shopIn(stack, { source, vpc, createKey: true, ...props }, addOns);
  Tags.of(stack.node.root).add('cost-centre', '4711');
  const resources = Object.entries(resourcesOf(Template.fromStack(stack)));
  const taggable = resources.filter(([, { Type }]) => specificationOf(Type)?.tagProperty !== undefined);
  const untagged = taggable.filter(([, { Type, Properties = {} }]) => {
    const tags = JSON.stringify(Properties[specificationOf(Type)!.tagProperty!] ?? null);
    return !/"Key":"cost-centre"|"cost-centre":"4711"/.test(tags);
  });
  expect(new Set(taggable.map(([, { Type }]) => Type)).size).toBeGreaterThan(8);
  expect(untagged.map(([id, { Type }]) => `${Type} ${id}`)).toEqual([]);
});
