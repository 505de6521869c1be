import { RemovalPolicies, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { idsOf, resourcesOf } from '../support/resources';
import { newApp, shopIn } from '../support/shop-in';

it('removal follows RemovalPolicies of the host’s, and recommenders that are billed are warned of', () => {
  const stack = new Stack(newApp(), 'Theirs');
  RemovalPolicies.of(shopIn(stack)).retain();
  for (const type of ['AWS::S3::Bucket', 'Custom::S3AutoDeleteObjects'])
    expect(Object.values(Template.fromStack(stack).findResources(type))).toEqual([
      expect.objectContaining({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' }),
    ]);
  const warnings = Annotations.fromStack(stack).findWarning(
    '*',
    Match.stringLikeRegexp('billed from then on'),
  );
  expect(warnings).toHaveLength(4);
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
    // Nothing would write to a log group of the shop's.
    const groups = idsOf(Template.fromStack(withShop), 'AWS::Logs::LogGroup');
    expect(groups.filter((id) => id.includes('AutoDelete'))).toEqual([]);
  });
});
