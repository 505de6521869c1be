import { Match } from 'aws-cdk-lib/assertions';
import type { ListsPlan } from '@ecommerce-recommenders/shop-data/contracts/functions/lists';
import { idsOf, resourcesOf } from '../support/resources';
import { statesOf } from '../support/state-machines';
import { synthesise } from '../support/synthesise';

const FILTERS = {
  cheap: 'INCLUDE ItemID WHERE Items.PRICE < 10',
  asked: 'INCLUDE ItemID WHERE Items.CATEGORY_L1 IN ($CATEGORY)',
};

const { template } = synthesise({
  context: { serving: 'lists', filters: JSON.stringify(FILTERS), tags: JSON.stringify({ team: 'shop' }) },
});
const runs = idsOf(template, 'Custom::PersonalizeListsRun');

const states = (of = template) => statesOf(of, 'ListsState');
const planOf = (of = template) => JSON.parse(states(of).Train.Parameters!.plan!) as ListsPlan;

describe('lists', () => {
  it('take the place of the recommenders and of their outputs', () => {
    expect(idsOf(template, 'Custom::PersonalizeRecommender')).toEqual([]);
    expect(idsOf(template, 'Custom::PersonalizeTraining')).toEqual([]);
    expect(Object.keys(template.findOutputs('*RecommenderArn'))).toEqual([]);
    expect(Object.keys(template.findOutputs('ListsPrefix'))).toHaveLength(1);
  });

  it('and live recommenders mix by use case', () => {
    const { template: mixed } = synthesise({ context: { serving: '{"best-sellers":"lists"}' } });
    expect(idsOf(mixed, 'Custom::PersonalizeRecommender')).toHaveLength(3);
    const outputs = Object.keys(mixed.findOutputs('*')).filter((name) => /^(Best|Most|Lists)/.test(name));
    expect(outputs.sort()).toEqual(['ListsPrefix', 'ListsStateMachineArn', 'MostViewedRecommenderArn']);
  });

  it('are renewed once a week', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(7 days)',
      Targets: [Match.objectLike({ Input: '{}' })],
    });
  });

  it('are waited for, as long as training is, in resources of less than an hour', () => {
    expect(runs).toHaveLength(1 + Math.ceil((4 * 60) / 50));
  });

  it('are made anew where what they are made of changes, and only there', () => {
    const madeOf = (context: object): string => {
      const { template: other } = synthesise({ context: { serving: 'lists', ...context } });
      const [id] = idsOf(other, 'Custom::PersonalizeListsRun').filter((one) => one.includes('Start'));
      return JSON.stringify(resourcesOf(other)[id].Properties);
    };
    const same = madeOf({});
    const differing: object[] = [
      { useCases: '{"best-sellers":{"excludedColumns":{"ITEMS":["PRICE"]}}}' },
      { filters: JSON.stringify({ cheap: FILTERS.cheap }) },
      { listsItems: 'with-traffic' },
      { similarItems: 'true' },
    ];
    expect(differing.filter((context) => madeOf(context) === same)).toEqual([]);
    const filters = JSON.stringify({ asked: FILTERS.asked });
    const tags = JSON.stringify({ team: 'other' });
    expect(madeOf({ listsSchedule: 'rate(1 day)', watch: 'true', filters, tags })).toBe(same);
  });
});

describe('the state machine of lists', () => {
  it('takes less than half of the functions of a new account', () => {
    expect(states()['Ask each'].MaxConcurrency).toBeLessThanOrEqual(5);
  });

  it('knows what to make: recommenders with the tags of the stack, and lists for filters that do not ask who asks', () => {
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
  });
});

describe('lists of similar items', () => {
  const { template: similar } = synthesise({ context: { similarItems: 'true' } });

  it('need no recommender, and leave all live', () => {
    expect(planOf(similar)).toMatchObject({ recommenders: [], lists: [] });
    expect(idsOf(similar, 'Custom::PersonalizeRecommender')).toHaveLength(4);
    expect(Object.keys(similar.findOutputs('ListsPrefix'))).toHaveLength(1);
  });

  it('are made by a step of their own, before there are recommenders', () => {
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
    const types = { COLOUR: 'categorical', STORY: 'textual', STOCK: 'int' };
    const columns = Object.fromEntries(
      Object.entries(types).map(([name, type]) => [name, { from: name, type }]),
    );
    const items = { files: 'items.csv', id: 'sku', category: 'kind', price: 'price', columns };
    const interactions = { files: 'orders.csv', user: 'u', item: 'sku', time: 't', event: 'e' };
    const { template: own } = synthesise({
      context: { similarItems: 'true', data: { interactions, items } },
    });
    expect(planOf(own).similar).toEqual({
      names: [],
      texts: ['STORY'],
      categories: ['CATEGORY_L1', 'COLOUR'],
    });
  });
});
