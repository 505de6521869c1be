import type { FilterProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/filter';
import { filter } from '../../../lambda/filters/filter';
import { handlerWorld, requestsFor } from '../support/handler-world';

const ARN = 'arn:aws:personalize:eu-west-1:111122223333:filter/Shop-cheap-0123abcd';
const ResourceProperties: FilterProperties = {
  Name: 'Shop-cheap-0123abcd',
  DatasetGroupArn: 'arn:aws:personalize:eu-west-1:111122223333:dataset-group/Shop-shop',
  FilterExpression: 'INCLUDE ItemID WHERE Items.PRICE < 20',
};
const { create, remove, update } = requestsFor(ResourceProperties, ARN);

const { clock, fails, personalize, run, succeeds } = handlerWorld(filter);

describe('a filter', () => {
  it('has the properties of the template, and fails for an expression that changed under the same name, which Personalize cannot do', async () => {
    await run(create);
    const { Name: name, DatasetGroupArn: datasetGroupArn } = ResourceProperties;
    const { FilterExpression: filterExpression } = ResourceProperties;
    expect(personalize.resources.get(ARN)?.input).toMatchObject({ name, datasetGroupArn, filterExpression });
    const FilterExpression = 'INCLUDE ItemID WHERE Items.PRICE < 30';
    const words = `has FilterExpression ${filterExpression}, the template says ${FilterExpression}`;
    await fails(update({ FilterExpression }), words);
  });

  it('is gone where its deletion ends between two reads', async () => {
    await run(create);
    clock.minutes = 60;
    personalize.before = (operation) => {
      if (operation === 'ListTagsForResource') personalize.resources.delete(ARN);
    };
    await succeeds(remove, { polls: 2 });
  });
});
