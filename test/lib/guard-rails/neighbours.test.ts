import { Errors, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { newApp, shopIn } from '../support/shop-in';

describe('fails with the remedy', () => {
  it('in an error of CDK’s own that names the construct', () => {
    try {
      shopIn(new Stack(newApp(), 'Theirs'), { holdout: 2 });
    } catch (error) {
      expect(Errors.isValidationError(error)).toBe(true);
      expect(error).toMatchObject({ constructPath: 'Theirs/Shop' });
    }
    expect.assertions(2);
  });

  it('for a nested stack, whose name has no room in Personalize’s', () => {
    const nested = new NestedStack(new Stack(newApp(), 'Theirs'), 'Nested');
    expect(() => shopIn(nested)).toThrow(
      /^Theirs\/Nested\/Shop is in Theirs\/Nested, .* 63 characters .* Put the shop into a stack that is not nested/,
    );
  });

  it('for a construct of the host’s with the id of a provider', () => {
    const stack = new Stack(newApp(), 'Theirs');
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
