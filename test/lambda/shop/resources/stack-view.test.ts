import { stackView, untilKnown, type StackView } from '../../../../lambda/shop/resources/stack-view';
import { isTransient } from '../../../../lambda/shop/resources/is-transient';
import { STACK_ID } from '../../support/provider-framework';
import { sdkError } from '../../support/sdk-errors';

const create = {
  RequestType: 'Create',
  ...{ StackId: STACK_ID, RequestId: 'request', LogicalResourceId: 'Resource' },
  ...{ ResourceType: 'Custom::Thing', ResourceProperties: {} },
} as const;

describe('a request', () => {
  it.each([
    ['Create', 'CREATE_IN_PROGRESS', false],
    ['Create', 'ROLLBACK_IN_PROGRESS', true],
    ['Create', 'ROLLBACK_COMPLETE', true],
    ['Create', 'DELETE_IN_PROGRESS', true],
    ['Create', 'UPDATE_IN_PROGRESS', false],
    ['Create', 'UPDATE_ROLLBACK_IN_PROGRESS', true],
    ['Update', 'UPDATE_IN_PROGRESS', false],
    ['Update', 'UPDATE_ROLLBACK_IN_PROGRESS', false],
    ['Update', 'DELETE_IN_PROGRESS', true],
  ] as const)('of type %s in a stack that is %s is abandoned: %s', async (RequestType, status, expected) => {
    expect(await stackOf(status).isAbandoned({ ...create, RequestType })).toBe(expected);
  });
});

/** A resource of the list: logical id, physical id, status, and its type if it is another one. */
type Listed = readonly [logicalId: string, physicalId: string | undefined, status: string, type?: string];

type Command = Readonly<{ constructor: { name: string }; input: { NextToken?: string } }>;

/** A stack with these resources, on pages of two, unless they cannot be read, and these events of its own, newest first, at their times. */
function stackOf(
  StackStatus: string,
  listed: readonly Listed[] | null = [],
  events: readonly (readonly [status: string, ms: number])[] = [],
): StackView {
  const page = <Item>(items: readonly Item[], token = '0'): { some: Item[]; NextToken?: string } => {
    const at = Number(token);
    return { some: items.slice(at, at + 2), ...(at + 2 < items.length && { NextToken: String(at + 2) }) };
  };
  const send = async ({ constructor: { name }, input }: Command): Promise<object> => {
    if (name === 'DescribeStacksCommand') return { Stacks: [{ StackStatus }] };
    if (name === 'ListStackResourcesCommand') {
      if (!listed) throw new Error('AccessDenied');
      const { some, NextToken } = page(listed, input.NextToken);
      const StackResourceSummaries = some.map(
        ([LogicalResourceId, PhysicalResourceId, ResourceStatus, ResourceType = 'Custom::Thing']) => ({
          ...{ LogicalResourceId, PhysicalResourceId, ResourceStatus, ResourceType },
        }),
      );
      return { StackResourceSummaries, NextToken };
    }
    const { some, NextToken } = page(events, input.NextToken);
    const StackEvents = some.map(([ResourceStatus, ms]) => ({
      ...{ ResourceStatus, Timestamp: new Date(ms), PhysicalResourceId: STACK_ID },
    }));
    return { StackEvents, NextToken };
  };
  return stackView({ send: send as never });
}

const remove = { ...create, RequestType: 'Delete', PhysicalResourceId: 'arn' } as const;
const CLEANING = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
const GOING: Listed = ['Resource', 'arn', 'DELETE_IN_PROGRESS'];

describe('a Delete', () => {
  it.each(['DELETE_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS'])(
    'may delete where the whole stack goes: %s',
    async (status) => {
      const stack = stackOf(status, [GOING, ['Moved', 'arn', 'CREATE_COMPLETE']]);
      expect(await stack.deletion(remove, 'arn')).toEqual({ may: true });
    },
  );

  const others: readonly Listed[] = [GOING, ['A', 'a', 'x'], ['B', 'b', 'x'], ['C', 'c', 'x']];
  it.each<[string, string, string, readonly Listed[]]>([
    ['at the clean-up of a move', CLEANING, 'arn', [GOING, ['Moved', 'arn', 'CREATE_COMPLETE']]],
    ['on the last page', CLEANING, 'arn', [...others, ['Moved', 'arn', 'UPDATE_COMPLETE']]],
    [
      'under an id that CloudFormation has invented',
      ...(['UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'Shop-Resource-1ABC'] as const),
      [['Moved', 'arn', 'CREATE_COMPLETE']],
    ],
  ])('keeps what another logical id has: %s', async (_where, status, PhysicalResourceId, listed) => {
    const deletion = await stackOf(status, listed).deletion({ ...remove, PhysicalResourceId }, 'arn');
    expect(deletion).toEqual({ may: false, keeper: 'Moved' });
  });

  it.each<[string, Listed]>([
    ['is being deleted, too', ['Moved', 'arn', 'DELETE_IN_PROGRESS']],
    ['has been deleted', ['Moved', 'arn', 'DELETE_COMPLETE']],
    ['has another physical id', ['Moved', 'other', 'CREATE_COMPLETE']],
    ['has another type', ['Moved', 'arn', 'CREATE_COMPLETE', 'Custom::Other']],
  ])('deletes where the other resource %s', async (_how, other) => {
    expect(await stackOf(CLEANING, [GOING, other]).deletion(remove, 'arn')).toEqual({ may: true });
  });

  it.each<[string, string, readonly Listed[]]>([
    ['its operation has ended', 'UPDATE_COMPLETE', [GOING]],
    ['its stack has ended', 'DELETE_COMPLETE', [GOING]],
    ['its own logical id has the resource again', CLEANING, [['Resource', 'arn', 'CREATE_COMPLETE']]],
    ['another has no id yet', 'UPDATE_IN_PROGRESS', [GOING, ['Moved', undefined, 'CREATE_IN_PROGRESS']]],
  ])('waits where %s', async (_why, status, listed) => {
    expect(await stackOf(status, listed).deletion(remove, 'arn')).toMatchObject({ may: 'not yet' });
  });

  it('waits where the list cannot be read', async () => {
    const deletion = stackOf(CLEANING, null).deletion(remove, 'arn');
    expect(isTransient(await deletion.catch((thrown: unknown) => thrown), 30)).toBe(true);
  });
});

describe('an update', () => {
  const HOUR = 3_600_000;
  const events = [
    ['UPDATE_ROLLBACK_IN_PROGRESS', 3 * HOUR],
    ['UPDATE_IN_PROGRESS', 2 * HOUR],
    ['UPDATE_COMPLETE', HOUR],
    ['UPDATE_IN_PROGRESS', 0],
  ] as const;
  const rollback = stackOf('UPDATE_ROLLBACK_IN_PROGRESS', [], events);

  it('that is rolled back had what is older than it, and one that succeeds deletes that, too', async () => {
    // Two services have two clocks.
    const had = [HOUR, 2 * HOUR - 30_000, 2 * HOUR].map((ms) => rollback.hadBefore(remove, ms));
    expect(await Promise.all(had)).toEqual([true, false, false]);
    expect(await stackOf(CLEANING, [], events).hadBefore(remove, HOUR)).toBe(false);
  });

  it('knows its own marks from earlier ones', async () => {
    const own = [2 * HOUR, HOUR].map((ms) => rollback.isOfThisUpdate(remove, ms));
    expect(await Promise.all(own)).toEqual([true, false]);
    expect(await stackOf('UPDATE_COMPLETE', [], events).isOfThisUpdate(remove, 2 * HOUR)).toBe(false);
  });

  it.each([
    ['before it', 2.5 * HOUR, true],
    ['in it', 3 * HOUR + 1, false],
  ])('of a resource is superseded by a rollback if it came %s', async (_when, StartedAt, expected) => {
    const event = { ...create, RequestType: 'Update', StartedAt } as const;
    expect(await rollback.isSuperseded(event)).toBe(expected);
    expect(await stackOf('UPDATE_IN_PROGRESS', [], events).isSuperseded(event)).toBe(false);
  });
});

describe('a look that failed', () => {
  it.each([
    ['Throttling', 400],
    ['RequestLimitExceeded', 503],
    ['AccessDenied', 403],
    ['ValidationError', 400],
  ])('with %s is not known yet, however late, and says why', async (code, status) => {
    const cause = await sdkError('cloudformation', { status, code, message: 'Not now.' });
    const look = stackView({ send: () => Promise.reject(cause) }).isAbandoned(create);
    const error = await look.catch((thrown: Error) => thrown);
    expect(isTransient(error, 30)).toBe(true);
    expect((error as Error).message).toBe(`the status of ${STACK_ID} (${code}: Not now.)`);
  });
});

describe('a function that is not asked again', () => {
  it('looks until the stack’s status is known', async () => {
    const answers = [false, undefined, undefined, true, undefined];
    const look = async (): Promise<boolean> => {
      const answer = answers.pop();
      if (answer === undefined) throw new Error('the status');
      return answer;
    };
    expect(await untilKnown(look, async () => undefined)).toBe(true);
    expect(answers).toEqual([false, undefined, undefined]);
  });

  it('pauses longer and longer, and fails in words after some minutes', async () => {
    let sleptMs = 0;
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
    const look = untilKnown(
      () => Promise.reject(new Error('the status of the stack (Throttling: Rate exceeded)')),
      async (ms) => void (sleptMs += ms),
    );
    await expect(look).rejects.toThrow(/^Still waiting for the status of the stack \(Thr/);
    expect(sleptMs).toBeGreaterThan(60_000);
    expect(sleptMs).toBeLessThan(180_000);
    jest.restoreAllMocks();
  });
});
