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

/** What the policy of the events' role lets it put. */
const putStatement = (template: typeof all): object | undefined =>
  statementsOf(template).find(([id, { Action }]) => isOfBus(id) && Action === 'events:PutEvents')?.[1];

const condition = (...detailTypes: DetailType[]): object => ({
  StringEquals: { 'events:source': 'ecommerce-recommenders', 'events:detail-type': detailTypes },
});

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

  it('of trainings are looked for every hour, and only where something is trained', () => {
    const rules = (template: typeof all): number =>
      idsOf(template, 'AWS::Events::Rule').filter(isOfBus).length;
    expect(rules(live)).toBe(1);
    expect(rules(all)).toBe(2);
    const { template: listed } = synthesise({ context: { busEvents: true, serving: 'lists' } });
    expect(putStatement(listed)).toMatchObject({
      Condition: condition('Lists Published', 'Lists Refused', 'Lists Failed'),
    });
    expect(rules(listed)).toBe(1);
  });
});
