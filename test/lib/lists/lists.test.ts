import type { ListsPlan } from '@ecommerce-recommenders/shop-data/contracts/functions/lists';
import { idsOf, propertiesOf } from '../support/resources';
import { statesOf } from '../support/state-machines';
import { synthesise } from '../support/synthesise';

const FILTERS = {
  cheap: 'INCLUDE ItemID WHERE Items.PRICE < 10',
  asked: 'INCLUDE ItemID WHERE Items.CATEGORY_L1 IN ($CATEGORY)',
};

const { template } = synthesise({ context: { serving: 'lists', filters: FILTERS, tags: { team: 'shop' } } });
const runs = idsOf(template, 'Custom::PersonalizeListsRun');

const states = (of = template) => statesOf(of, 'ListsState');
const planOf = (of = template) => JSON.parse(states(of).Train.Parameters!.plan!) as ListsPlan;

describe('lists', () => {
  it.each([
    ['lists', 0, ['ListsPrefix', 'ListsStateMachineArn']],
    [{ 'best-sellers': 'lists' }, 3, ['ListsPrefix', 'ListsStateMachineArn', 'MostViewedRecommenderArn']],
  ])('take the place of their recommenders and outputs: %j', (serving, live, outputs) => {
    const { template: some } = synthesise({ context: { serving } });
    expect(idsOf(some, 'Custom::PersonalizeRecommender')).toHaveLength(live);
    expect(idsOf(some, 'Custom::PersonalizeTraining').length > 0).toBe(live > 0);
    const named = Object.keys(some.findOutputs('*')).filter((name) => /^(Best|Most|Lists)/.test(name));
    expect(named.sort()).toEqual(outputs);
  });

  it('are waited for, as long as training is, in resources of less than an hour', () => {
    expect(runs).toHaveLength(1 + Math.ceil((4 * 60) / 50));
  });

  it('are made anew where what they are made of changes, and only there', () => {
    const madeOf = (context: object): string => {
      const { template: other } = synthesise({ context: { serving: 'lists', ...context } });
      return JSON.stringify(propertiesOf(other, 'Custom::PersonalizeListsRun')[0]);
    };
    const same = madeOf({});
    const differing: object[] = [
      { useCases: '{"best-sellers":{"excludedColumns":{"ITEMS":["PRICE"]}}}' },
      { filters: { cheap: FILTERS.cheap } },
      { listsItems: 'with-traffic' },
      { similarItems: 'true' },
    ];
    expect(differing.filter((context) => madeOf(context) === same)).toEqual([]);
    const others = { filters: { asked: FILTERS.asked }, tags: { team: 'other' } };
    expect(madeOf({ listsSchedule: 'rate(1 day)', watch: true, ...others })).toBe(same);
  });
});

it('the state machine of lists knows what to make: recommenders with the tags of the stack, and lists for filters that do not ask who asks', () => {
  const plan = planOf();
  expect(plan.recommenders).toHaveLength(4);
  expect(plan.recommenders[0]).toMatchObject({ Name: 'Shop-most-viewed', Tags: { team: 'shop' } });
  const useCases = [
    ...['most-viewed', 'best-sellers', 'frequently-bought-together'],
    'customers-who-viewed-x-also-viewed',
  ];
  expect(plan.lists.map(({ useCase, filter }) => [useCase, filter])).toEqual(
    useCases.flatMap((useCase) => [undefined, 'cheap'].map((filter) => [useCase, filter])),
  );
  expect(plan.temporary).toHaveLength(4);
  // Less than half of the functions of a new account.
  expect(states()['Ask each'].MaxConcurrency).toBeLessThanOrEqual(5);
});

describe('lists of similar items', () => {
  const { template: similar } = synthesise({ context: { similarItems: 'true' } });

  it('need no recommender, leave all live, and are made by a step of their own before there are any', () => {
    expect(planOf(similar)).toMatchObject({ recommenders: [], lists: [] });
    expect(idsOf(similar, 'Custom::PersonalizeRecommender')).toHaveLength(4);
    expect(Object.keys(similar.findOutputs('ListsPrefix'))).toHaveLength(1);
    const { 'Similar items': step, 'What next?': next } = states(similar);
    expect(next.Choices!.map(({ Next }) => Next)).toContain('Similar items');
    expect([step.Next, step.Catch![0].Next]).toEqual(['Train', 'Finish']);
    similar.hasResourceProperties('AWS::Lambda::Function', { Handler: 'handler.similar', MemorySize: 3008 });
    expect(Object.keys(states())).not.toContain('Similar items');
  });

  it('compare the columns that the shop has', () => {
    expect(planOf(similar).similar).toEqual({
      names: ['NAME'],
      texts: ['PRODUCT_DESCRIPTION'],
      categories: ['CATEGORY_L1', 'STYLE'],
    });
    const columns = {
      COLOUR: { from: 'COLOUR', type: 'categorical' },
      STORY: { from: 'STORY', type: 'textual' },
      STOCK: { from: 'STOCK', type: 'int' },
    };
    const items = { files: 'items.csv', id: 'sku', category: 'kind', price: 'price', columns };
    const interactions = { files: 'orders.csv', user: 'u', item: 'sku', time: 't', event: 'e' };
    const { template: own } = synthesise({ context: { similarItems: true, data: { interactions, items } } });
    const categories = ['CATEGORY_L1', 'COLOUR'];
    expect(planOf(own).similar).toEqual({ names: [], texts: ['STORY'], categories });
  });
});
