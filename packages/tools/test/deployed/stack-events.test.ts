import type { CloudFormationClient, StackEvent } from '@aws-sdk/client-cloudformation';
import { stackEvents } from '../../src/deployed/stack-events';

/** Pages of two events, newest first, of a stack with `count` events. */
function fakeClient(count: () => number): { client: CloudFormationClient; pages: () => number } {
  let pages = 0;
  const send = async ({ input }: { input: { NextToken?: string } }): Promise<object> => {
    pages += 1;
    if (count() === 0) throw new Error('Stack [Shop] does not exist');
    const newest = Number(input.NextToken ?? count());
    const StackEvents: StackEvent[] = [newest, newest - 1]
      .filter((id) => id > 0)
      .map((id) => ({ StackId: 'arn', StackName: 'Shop', EventId: String(id), Timestamp: new Date() }));
    return { StackEvents, NextToken: newest > 2 ? String(newest - 2) : undefined };
  };
  return { client: { send } as unknown as CloudFormationClient, pages: () => pages };
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
  const { client, pages } = fakeClient(() => count);
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
  const eventOf = (StackId: string, ResourceStatus: string) => {
    const ids = { StackId, PhysicalResourceId: StackId, EventId: `${StackId} ${ResourceStatus}` };
    return { ...ids, ResourceStatus } as StackEvent;
  };
  const histories: Record<string, StackEvent[]> = {
    old: [eventOf('old', 'DELETE_COMPLETE'), eventOf('old', 'CREATE_COMPLETE')],
  };
  const send = async ({ input: { StackName } }: { input: { StackName: string } }): Promise<object> => {
    const known = histories[StackName === 'Shop' ? (histories.new ? 'new' : 'old') : StackName];
    return { StackEvents: known };
  };
  const events = await follow({ send } as unknown as CloudFormationClient, { withPast: true });
  expect(await read(events, 2)).toEqual(['old CREATE_COMPLETE', 'old DELETE_COMPLETE']);
  histories.new = [eventOf('new', 'CREATE_COMPLETE')];
  expect(await read(events, 1)).toEqual(['new CREATE_COMPLETE']);
});

it('the events of a stack begin with the stack’s creation, and end with the signal', async () => {
  let count = 0;
  const { client } = fakeClient(() => count);
  const ended = new AbortController();
  const events = await follow(client, { signal: ended.signal });
  count = 2;
  ended.abort();
  expect(await read(events, 2)).toEqual(['1', '2']);
  expect((await events.next()).done).toBe(true);
});
