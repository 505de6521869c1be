import { Errors, NestedStack, RemovalPolicies, RemovalPolicy, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { idsOf, resourcesOf } from '../support/resources';
import { newApp, shopIn, theirStack, told } from '../support/shop-in';

describe('fails with the remedy', () => {
  it('in an error of CDK’s own that names the construct', () => {
    try {
      shopIn(theirStack(), { holdout: 2 });
    } catch (error) {
      expect(Errors.isValidationError(error)).toBe(true);
      expect(error).toMatchObject({ constructPath: 'Theirs/Shop' });
    }
    expect.assertions(2);
  });

  it('for a nested stack, whose name has no room in Personalize’s', () => {
    const nested = new NestedStack(theirStack(), 'Nested');
    expect(() => shopIn(nested)).toThrow(
      /^Theirs\/Nested\/Shop is in Theirs\/Nested, .* 63 characters .* Put the shop into a stack that is not nested/,
    );
  });

  it('for a construct of the host’s with the id of a provider', () => {
    const stack = theirStack();
    new Construct(stack, 'CoreProvider');
    expect(() => shopIn(stack)).toThrow(
      'Theirs/CoreProvider has the id of the provider that Theirs/Shop/Data/DatasetGroup needs in Theirs. Give ' +
        'it another id',
    );
  });
});

describe('guard rails of others', () => {
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

it('removal follows RemovalPolicies of the host’s, and recommenders that are billed are warned of', () => {
  const stack = theirStack();
  RemovalPolicies.of(shopIn(stack)).retain();
  for (const type of ['AWS::S3::Bucket', 'Custom::S3AutoDeleteObjects'])
    expect(Object.values(Template.fromStack(stack).findResources(type))).toEqual([
      expect.objectContaining({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' }),
    ]);
  expect(told(stack, 'Warning', 'billed from then on')).toHaveLength(4);
});

it('the host’s own buckets that empty themselves keep CDK’s function as it was', () => {
  const withoutShop = theirStack();
  const withShop = theirStack();
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
