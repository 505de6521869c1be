import { type DetailType } from '@ecommerce-recommenders/shop-data/contracts/bus-events/bus-events';
import { idsOf, resourcesOf, statementsOf } from '../support/resources';
import { synthesise } from '../support/synthesise';

const { template: without } = synthesise();
const { template: live } = synthesise({ context: { busEvents: true } });
const ALL = {
  ...{ busEvents: true, freshData: true, ranking: true, serving: { 'best-sellers': 'lists' } },
  ...{ segments: { items: ['1'] }, batches: true },
};
const { template: all } = synthesise({ context: ALL });
const isOfBus = (id: string): boolean => id.startsWith('BusEvents');

describe('events on the event bus', () => {
  it('leave the rest of the stack as it is', () => {
    const others = Object.entries(resourcesOf(live)).filter(([id]) => !isOfBus(id));
    expect(Object.fromEntries(others)).toEqual(resourcesOf(without));
  });

  it('are told when a run ends, however it ends', () => {
    const ids = idsOf(all, 'AWS::StepFunctions::StateMachine');
    const machines = ['FreshData', 'Lists', 'Segments', 'Batches'].map((name) =>
      ids.find((id) => id.startsWith(`${name}StateMachine`)),
    );
    all.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.states'],
        detail: {
          stateMachineArn: machines.map((Ref) => ({ Ref })),
          status: ['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'],
        },
      },
    });
  });

  const OF_LISTS: DetailType[] = ['Lists Published', 'Lists Refused', 'Lists Failed'];

  it.each<[string, context: object, rules: number, told: unknown]>([
    ['live recommenders', { busEvents: true }, 1, expect.not.arrayContaining(OF_LISTS)],
    ['lists, where nothing is trained', { busEvents: true, serving: 'lists' }, 1, OF_LISTS],
    ['all that tells of runs', ALL, 2, expect.arrayContaining(OF_LISTS)],
  ])('come by a rule for runs, and one for trainings where there are any: %s', (_, context, rules, told) => {
    const { template } = synthesise({ context: { ...context } });
    expect(idsOf(template, 'AWS::Events::Rule').filter(isOfBus)).toHaveLength(rules);
    const [, put] = statementsOf(template).find(
      ([id, { Action }]) => isOfBus(id) && Action === 'events:PutEvents',
    )!;
    expect(put.Condition).toEqual({
      StringEquals: { 'events:source': 'ecommerce-recommenders', 'events:detail-type': told },
    });
  });
});
