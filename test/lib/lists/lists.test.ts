import { Match } from 'aws-cdk-lib/assertions';
import type { ListsClaimed, ListsPlan } from '@ecommerce-recommenders/shop-data/contracts/functions/lists';
import { dependenciesOf, idsOf, resourcesOf } from '../support/resources';
import { synthesise } from '../support/synthesise';

const FILTERS = {
  cheap: 'INCLUDE ItemID WHERE Items.PRICE < 10',
  asked: 'INCLUDE ItemID WHERE Items.CATEGORY_L1 IN ($CATEGORY)',
};

const { template: without } = synthesise();
const { template } = synthesise({
  context: { serving: 'lists', filters: JSON.stringify(FILTERS), tags: JSON.stringify({ team: 'shop' }) },
});
const { template: mixed } = synthesise({ context: { serving: '{"best-sellers":"lists"}' } });
const isOfLists = (id: string): boolean => /^(AddOnsProvider)?Lists/.test(id);
const [machineId] = idsOf(template, 'AWS::StepFunctions::StateMachine').filter((id) =>
  id.startsWith('ListsState'),
);
const runs = idsOf(template, 'Custom::PersonalizeListsRun');

interface State {
  readonly Type: string;
  readonly Next?: string;
  readonly Default?: string;
  readonly Seconds?: number;
  readonly MaxConcurrency?: number;
  readonly Parameters?: { readonly plan?: string };
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[];
  readonly Choices?: readonly { readonly StringEquals?: string; readonly Next: string }[];
}

/** The machine's states; `<id>` stands for what CloudFormation fills in. */
function states(of = template): Record<string, State> {
  const { DefinitionString } = resourcesOf(of)[machineId].Properties;
  const [, parts] = (DefinitionString as { 'Fn::Join': [string, unknown[]] })['Fn::Join'];
  const filled = parts.map((part) =>
    typeof part === 'string'
      ? part
      : `<${Object.values(part as object)
          .flat()
          .join('.')}>`,
  );
  return (JSON.parse(filled.join('')) as { States: Record<string, State> }).States;
}

describe('lists', () => {
  it('leave no trace where every use case is live', () => {
    expect(Object.keys(resourcesOf(without)).filter(isOfLists)).toEqual([]);
    expect(Object.keys(without.findOutputs('Lists*'))).toEqual([]);
  });

  it('have a row of the dashboard', () => {
    const { template: watched } = synthesise({ context: { serving: 'lists', watch: true } });
    const [{ Properties }] = Object.values(watched.findResources('AWS::CloudWatch::Dashboard')) as [
      { Properties: { DashboardBody: unknown } },
    ];
    expect(JSON.stringify(Properties.DashboardBody)).toContain('Runs of the lists');
  });

  it('take the place of the recommenders and of their outputs', () => {
    expect(idsOf(template, 'Custom::PersonalizeRecommender')).toEqual([]);
    expect(idsOf(template, 'Custom::PersonalizeTraining')).toEqual([]);
    expect(Object.keys(template.findOutputs('*RecommenderArn'))).toEqual([]);
    expect(Object.keys(template.findOutputs('ListsPrefix'))).toHaveLength(1);
  });

  it('and live recommenders mix by use case', () => {
    expect(idsOf(mixed, 'Custom::PersonalizeRecommender')).toHaveLength(3);
    expect(Object.keys(mixed.findOutputs('BestSellersRecommenderArn'))).toEqual([]);
    expect(Object.keys(mixed.findOutputs('MostViewedRecommenderArn'))).toHaveLength(1);
    expect(Object.keys(mixed.findOutputs('ListsPrefix'))).toHaveLength(1);
  });

  it('are renewed once a week, after the first run', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(7 days)',
      Targets: [Match.objectLike({ Input: '{}' })],
    });
    const [rule] = idsOf(template, 'AWS::Events::Rule').filter(isOfLists);
    expect([...dependenciesOf(template, rule)]).toEqual(expect.arrayContaining(runs));
  });

  it('are waited for, as long as training is, in resources of less than an hour', () => {
    expect(runs).toHaveLength(1 + Math.ceil((4 * 60) / 50));
  });

  it('are made after the imports and filters, and gone before these are to go', () => {
    const before = [
      ...idsOf(template, 'Custom::PersonalizeDatasetImport'),
      ...idsOf(template, 'Custom::PersonalizeFilter'),
    ];
    for (const id of runs) expect([...dependenciesOf(template, id)]).toEqual(expect.arrayContaining(before));
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

  it('tell of a run that did not come to its end, where somebody listens', () => {
    const { template: told } = synthesise({ context: { serving: 'lists', notify: 'owner@shop.test' } });
    for (const [name, MetricName] of [
      ['broken-off', 'ExecutionsAborted'],
      ['failed', 'ExecutionsFailed'],
      ['timed-out', 'ExecutionsTimedOut'],
    ])
      told.hasResourceProperties('AWS::CloudWatch::Alarm', {
        AlarmName: `Shop-lists-${name}`,
        MetricName,
        AlarmActions: [Match.anyValue()],
      });
    expect(idsOf(template, 'AWS::CloudWatch::Alarm')).toEqual([]);
  });
});

describe('the state machine of lists', () => {
  it('has an answer to all that claim may say', () => {
    const { Choices = [], Default } = states()['What next?'];
    const answers: Record<ListsClaimed['next'], string | undefined> = {
      train: 'Train',
      deletion: 'Wait for deletion jobs',
      wait: 'Wait for other run',
      leave: Default,
    };
    for (const { StringEquals, Next } of Choices)
      expect([StringEquals, Next]).toEqual([StringEquals, answers[StringEquals as ListsClaimed['next']]]);
    expect(Choices).toHaveLength(3);
    expect(Default).toBe('Left to another run');
  });

  it('deletes its recommenders whatever breaks off before', () => {
    const working = Object.entries(states()).filter(([, { Type }]) => Type === 'Task' || Type === 'Map');
    expect(working.map(([name]) => name).sort()).toEqual([
      ...['Ask each', 'Catalogue', 'Claim', 'Finish', 'Switch', 'Train'],
    ]);
    for (const [name, { Catch }] of working) {
      const caught = [['States.ALL', name === 'Finish' ? 'Clean-up failed' : 'Finish']];
      expect([name, Catch?.map(({ ErrorEquals, Next }) => [...ErrorEquals, Next])]).toEqual([name, caught]);
    }
  });

  it('takes less than half of the functions of a new account', () => {
    expect(states()['Ask each'].MaxConcurrency).toBeLessThanOrEqual(5);
  });

  it('knows what to make: recommenders with the tags of the stack, and lists for filters that do not ask who asks', () => {
    const plan = JSON.parse(states().Train.Parameters!.plan!) as ListsPlan;
    expect(plan.recommenders).toHaveLength(4);
    expect(plan.recommenders[0]).toMatchObject({
      Name: 'Shop-most-viewed',
      Tags: { team: 'shop' },
    });
    expect(plan.lists.map(({ useCase, filter }) => [useCase, filter])).toEqual([
      ['most-viewed', undefined],
      ['most-viewed', 'cheap'],
      ['best-sellers', undefined],
      ['best-sellers', 'cheap'],
      ['frequently-bought-together', undefined],
      ['frequently-bought-together', 'cheap'],
      ['customers-who-viewed-x-also-viewed', undefined],
      ['customers-who-viewed-x-also-viewed', 'cheap'],
    ]);
    expect(plan.temporary).toHaveLength(4);
  });
});

describe('lists of similar items', () => {
  const { template: similar } = synthesise({ context: { similarItems: 'true' } });
  const planOf = (of: typeof template): ListsPlan =>
    JSON.parse(states(of).Train.Parameters!.plan!) as ListsPlan;

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
    const items = { files: 'items.csv', id: 'sku', category: 'kind', price: 'price' };
    const columns = {
      COLOUR: { from: 'colour', type: 'categorical' },
      STORY: { from: 'story', type: 'textual' },
      STOCK: { from: 'stock', type: 'int' },
    };
    const interactions = { files: 'orders.csv', user: 'u', item: 'sku', time: 't', event: 'e' };
    const data = JSON.stringify({ interactions, items: { ...items, columns } });
    const { template: own } = synthesise({ context: { similarItems: 'true', data } });
    expect(planOf(own).similar).toEqual({
      names: [],
      texts: ['STORY'],
      categories: ['CATEGORY_L1', 'COLOUR'],
    });
  });
});
