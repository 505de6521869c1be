import { custom, failure, STACK, simulatedAccount, success } from './simulated-account';

const FAILING = {
  Resources: { Slow: custom('Slow', { Size: 'later' }), Broken: custom('Broken', { Fails: true }) },
};

describe('A rollback', () => {
  const aws = simulatedAccount();
  beforeEach(() => {
    let start = (): void => {};
    const isStarted = new Promise<void>((resolve) => (start = resolve));
    // Fails only once the other one is under way.
    aws.functions.Broken = async ({ RequestType, ResourceProperties }) => {
      if (RequestType === 'Delete' || !ResourceProperties.Fails) return success('broken');
      await isStarted;
      return failure('no', 'broken');
    };
    aws.functions.Slow = ({ RequestType, ResourceProperties }) => {
      if (RequestType === 'Delete' || ResourceProperties.Size === 'now') return success('slow');
      start();
      return undefined;
    };
  });

  const requested = (): string[] =>
    aws.requests.map(
      ({ RequestType, LogicalResourceId, ResourceProperties: { Size }, OldResourceProperties }) =>
        [RequestType, LogicalResourceId, Size, OldResourceProperties?.Size].filter(Boolean).join(' '),
    );
  const find = (type: string, id: string, size: string) =>
    aws.requests.find(
      ({ RequestType, LogicalResourceId, ResourceProperties }) =>
        RequestType === type && LogicalResourceId === id && ResourceProperties.Size === size,
    )!;

  it('sends its Update without waiting for the one that it cancels, whose late response counts for nothing (CFN-39)', async () => {
    await aws.apply({ Slow: custom('Slow', { Size: 'now' }), Broken: custom('Broken') });
    const seen = (await aws.events()).length;
    const stack = await aws.deploy(FAILING);
    expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(requested().filter((request) => request.includes('Slow'))).toEqual([
      'Create Slow now',
      'Update Slow later now',
      'Update Slow now later',
    ]);
    const events = (await aws.events()).slice(seen);
    const at = (text: string): number => events.findIndex((event) => event.startsWith(text));
    expect(events[at('Slow UPDATE_FAILED')]).toBe('Slow UPDATE_FAILED Resource update cancelled');
    expect(at('Slow UPDATE_FAILED')).toBeLessThan(at('stack UPDATE_ROLLBACK_IN_PROGRESS'));
    expect(at('Slow UPDATE_COMPLETE')).toBeGreaterThan(at('stack UPDATE_ROLLBACK_IN_PROGRESS'));
    expect(await aws.respond(find('Update', 'Slow', 'later'), success('another'))).toBe(200);
    expect((await aws.events()).slice(seen)).toEqual(events);
    expect(requested().filter((request) => request.startsWith('Delete'))).toEqual([]);
  });

  it('sends the Delete of a creation that it cancels at once, under an invented id (CFN-39)', async () => {
    await aws.apply({ Broken: custom('Broken') });
    const stack = await aws.deploy(FAILING);
    expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await aws.events()).toContain('Slow CREATE_FAILED Resource creation cancelled');
    expect(find('Delete', 'Slow', 'later').PhysicalResourceId).toMatch(/^shop-Slow-\w{12}$/);
    const events = await aws.events();
    expect(events.indexOf('Slow DELETE_IN_PROGRESS')).toBeGreaterThan(
      events.indexOf('stack UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS'),
    );
  });

  it('leaves LastUpdatedTime at the begin of its update, and is in the events, newest first', async () => {
    const created = await aws.apply({ Broken: custom('Broken') });
    expect(created.LastUpdatedTime).toBeUndefined();
    const { LastUpdatedTime } = await aws.deploy(FAILING);
    const { StackEvents } = await aws.client.describeStackEvents({ StackName: STACK });
    const times = StackEvents!.map(({ Timestamp }) => Timestamp!.getTime());
    expect(times).toEqual([...times].sort((a, b) => b - a));
    const { StackId } = StackEvents![0];
    const own = { ResourceType: 'AWS::CloudFormation::Stack', PhysicalResourceId: StackId };
    expect(StackEvents![0]).toMatchObject({ ...own, ResourceStatus: 'UPDATE_ROLLBACK_COMPLETE' });
    const timeOf = (status: string): number =>
      StackEvents!.find(({ ResourceStatus }) => ResourceStatus === status)!.Timestamp!.getTime();
    expect(LastUpdatedTime!.getTime()).toBeLessThan(timeOf('UPDATE_IN_PROGRESS'));
    expect(LastUpdatedTime!.getTime()).toBeGreaterThan(timeOf('CREATE_COMPLETE'));
  });
});
