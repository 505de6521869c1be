import { Stack, Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Template } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { ShopSource, type EcommerceRecommendersProps } from '../../../lib';
import { EVERYTHING } from '../support/everything';
import { resourcesOf } from '../support/resources';
import { newApp, shopIn } from '../support/shop-in';
import { specificationOf } from '../../support/aws-specification';

/** Types that CloudFormation can tag of a shop with everything, and those resources of them that have no tag. */
function tagged(props: Partial<EcommerceRecommendersProps>): { types: string[]; untagged: string[] } {
  const app = newApp();
  const stack = new Stack(app, 'Theirs');
  shopIn(
    stack,
    {
      source: ShopSource.fromBucket(Bucket.fromBucketName(stack, 'Parts', 'parts'), 'day/'),
      vpc: ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
        vpcId: 'vpc-12345678',
        availabilityZones: ['us-east-1a'],
        privateSubnetIds: ['subnet-12345678'],
      }),
      createKey: true,
      ...props,
    },
    { ...EVERYTHING, segments: { items: ['i1'] } },
  );
  Tags.of(app).add('cost-centre', '4711');
  const resources = Object.entries(resourcesOf(Template.fromStack(stack)));
  const taggable = resources.filter(([, { Type }]) => specificationOf(Type)?.tagProperty !== undefined);
  const untagged = taggable.filter(([, { Type, Properties = {} }]) => {
    const tags = JSON.stringify(Properties[specificationOf(Type)!.tagProperty!] ?? null);
    return !/"Key":"cost-centre"|"cost-centre":"4711"/.test(tags);
  });
  return {
    types: [...new Set(taggable.map(([, { Type }]) => Type))],
    untagged: untagged.map(([id, { Type }]) => `${Type} ${id}`),
  };
}

it.each([
  ['with everything', {}],
  ['with a Glue job', { preparation: 'glue' }],
] as const)('every resource that CloudFormation can tag has the host’s tag: %s', (_what, props) => {
  const { types, untagged } = tagged(props);
  expect(types.length).toBeGreaterThan(8);
  expect(untagged).toEqual([]);
});
