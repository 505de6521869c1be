import { EventBridge } from '@aws-sdk/client-eventbridge';
import { sessionOf } from '../authorization/session-of';
import { testStack } from '../cloudformation/test-stack';
import { refused } from '../support/refused';
import { awsForEach } from '../support/test-aws';

const BUS_ARN = 'arn:aws:events:us-east-1:123456789012:event-bus/orders';

const aws = awsForEach();
const events = aws.client(EventBridge);

const put = (EventBusName?: string, client = events) =>
  client.putEvents({ Entries: [{ Source: 'my.shop', DetailType: 'Sale', Detail: '{}', EventBusName }] });

const orders = async (): Promise<unknown> =>
  (await events.listEventBuses({ NamePrefix: 'orders' })).EventBuses![0];

describe('an event bus', () => {
  it('cannot be deleted while it has rules, which are listed with it alone', async () => {
    await events.createEventBus({ Name: 'orders' });
    const rule = { Name: 'r', EventBusName: 'orders' };
    const { RuleArn } = await events.putRule({ ...rule, EventPattern: '{"source":["a"]}' });
    expect(RuleArn).toBe('arn:aws:events:us-east-1:123456789012:rule/orders/r');
    expect((await events.listRules({})).Rules).toEqual([]);
    expect((await events.listRules({ EventBusName: BUS_ARN })).Rules).toMatchObject([{ Name: 'r' }]);
    await expect(events.deleteEventBus({ Name: 'orders' })).rejects.toThrow('since it has rules');
    await events.deleteRule(rule);
    expect(await orders()).toMatchObject({ Arn: BUS_ARN });
    await events.deleteEventBus({ Name: 'orders' });
    expect((await events.listEventBuses({})).EventBuses).toMatchObject([{ Name: 'default' }]);
  });

  it('fails where it does not exist or may not be used (EVENTS-1)', async () => {
    await events.createEventBus({ Name: 'orders' });
    await refused(events.listRules({ EventBusName: 'none' }), 'ResourceNotFoundException');
    await refused(events.updateEventBus({ Name: 'none' }), 'ResourceNotFoundException');
    expect((await put('none')).Entries).toMatchObject([{ ErrorCode: 'ResourceNotFoundException' }]);
    const allowed = { Effect: 'Allow', Action: 'events:PutEvents', Resource: BUS_ARN };
    const credentials = await sessionOf(aws.endpoint, { name: 'r', allowed });
    const limited = aws.client(EventBridge, { credentials });
    await put('orders', limited);
    await refused(put(undefined, limited), 'AccessDeniedException');
  });

  it('is made by a stack with a rule, is changed and leaves nothing', async () => {
    const stack = testStack(aws);
    const resources = (Description: string, EventPattern: object): object => {
      const bus = { Name: 'orders', Description, Tags: [{ Key: 'a', Value: Description }] };
      const rule = { EventBusName: { Ref: 'Bus' }, Name: 'r', EventPattern };
      return {
        Bus: { Type: 'AWS::Events::EventBus', Properties: bus },
        Rule: { Type: 'AWS::Events::Rule', Properties: rule },
      };
    };
    const outputs = { Rule: { Ref: 'Rule' }, Arn: { 'Fn::GetAtt': ['Bus', 'Arn'] } };
    expect(await stack.deploy(resources('one', { source: ['a'] }), outputs)).toEqual({
      Rule: 'orders|r',
      Arn: BUS_ARN,
    });
    await stack.deploy(resources('two', { source: ['b'] }), outputs);
    expect(await orders()).toMatchObject({ Description: 'two' });
    const { Tags } = await events.listTagsForResource({ ResourceARN: BUS_ARN });
    expect(Tags).toEqual([{ Key: 'a', Value: 'two' }]);
    expect(await stack.remove()).toEqual([]);
  });
});

it('the default event bus takes entries of the sources and detail types that a policy names, and no others', async () => {
  const Resource = 'arn:aws:events:us-east-1:123456789012:event-bus/default';
  const StringEquals = { 'events:source': 'my.shop', 'events:detail-type': ['Sale', 'Return'] };
  const allowed = { Effect: 'Allow', Action: 'events:PutEvents', Resource, Condition: { StringEquals } };
  const credentials = await sessionOf(aws.endpoint, { name: 'r', allowed });
  const limited = aws.client(EventBridge, { credentials });
  const put = (...entries: readonly [source: string, detailType: string][]): Promise<unknown> => {
    const Entries = entries.map(([Source, DetailType]) => ({ Source, DetailType, Detail: '{}' }));
    return limited.putEvents({ Entries });
  };
  const [sale, stranger]: [string, string][] = ['my.shop', 'other.shop'].map((source) => [source, 'Sale']);
  await put(sale, ['my.shop', 'Return']);
  await refused(put(['my.shop', 'Gift']), 'AccessDeniedException');
  await refused(put(stranger), 'AccessDeniedException');
  await refused(put(sale, stranger), 'AccessDeniedException');
});
