import { CloudFormationClient, type StackEvent } from '@aws-sdk/client-cloudformation';
import { stackEvents } from '../../src/deployed/stack-events';
import { fakeClient } from '../support/fake-client';

/** Pages of two events, newest first, of a stack with `count` events. */
function pagesOf(count: () => number) {
  let pages = 0;
  const DescribeStackEvents = ({ NextToken }: { NextToken?: string }): object => {
    pages += 1;
    if (count() === 0) throw new Error('Stack [Shop] does not exist');
    const newest = Number(NextToken ?? count());
    const ids = [newest, newest - 1].filter((id) => id > 0);
    const StackEvents = ids.map((id) => ({ StackId: 'arn', EventId: String(id) }));
    return { StackEvents, NextToken: newest > 2 ? String(newest - 2) : undefined };
  };
  return { client: fakeClient(CloudFormationClient, { DescribeStackEvents }), pages: () => pages };
}

const follow = (client: CloudFormationClient, more: { withPast?: boolean; signal?: AbortSignal } = {}) =>
  stackEvents({ client, stackName: 'Shop', signal: new AbortController().signal, pollMs: 0, ...more });

async function read(events: AsyncGenerator<StackEvent>, wanted: number): Promise<(string | undefined)[]> {
  const ids: (string | undefined)[] = [];
  while (ids.length < wanted) ids.push(((await events.next()).value as StackEvent).EventId);
  return ids;
}

it('the events of a stack are those from now on, oldest first, without requests for older pages', async () => {
  let count = 9;
  const { client, pages } = pagesOf(() => count);
  const events = await follow(client);
  expect(pages()).toBe(1);
  count = 12;
  expect(await read(events, 3)).toEqual(['10', '11', '12']);
  expect(pages()).toBe(3);
  count = 13;
  expect(await read(events, 1)).toEqual(['13']);
  expect(pages()).toBe(4);
});

it('the events of a stack go on with those of the next stack of the name, once one is deleted', async () => {
  const eventOf = (StackId: string, ResourceStatus: string): StackEvent => {
    const ids = { StackId, PhysicalResourceId: StackId, EventId: `${StackId} ${ResourceStatus}` };
    return { ...ids, ResourceStatus } as StackEvent;
  };
  const histories: Record<string, StackEvent[]> = {
    old: [eventOf('old', 'DELETE_COMPLETE'), eventOf('old', 'CREATE_COMPLETE')],
  };
  const DescribeStackEvents = ({ StackName }: { StackName: string }) => ({
    StackEvents: StackName === 'Shop' ? (histories.new ?? histories.old) : histories[StackName],
  });
  const events = await follow(fakeClient(CloudFormationClient, { DescribeStackEvents }), { withPast: true });
  expect(await read(events, 2)).toEqual(['old CREATE_COMPLETE', 'old DELETE_COMPLETE']);
  histories.new = [eventOf('new', 'CREATE_COMPLETE')];
  expect(await read(events, 1)).toEqual(['new CREATE_COMPLETE']);
});

it('the events of a stack begin with the stack’s creation, and end with the signal', async () => {
  let count = 0;
  const { client } = pagesOf(() => count);
  const ended = new AbortController();
  const events = await follow(client, { signal: ended.signal });
  count = 2;
  ended.abort();
  expect(await read(events, 2)).toEqual(['1', '2']);
  expect((await events.next()).done).toBe(true);
});
