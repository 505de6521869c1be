import {
  custom,
  STACK,
  startSimulatedAccount,
  type CustomResourceEvent,
  type SimulatedAccount,
} from './simulated-account';

describe('A rollback', () => {
  let aws: SimulatedAccount;
  beforeEach(async () => {
    aws = await startSimulatedAccount();
    let start = (): void => {};
    const isStarted = new Promise<void>((resolve) => (start = resolve));
    // Fails only once the other one is under way.
    aws.functions.Broken = async ({ RequestType, ResourceProperties }) => {
      const succeeded = { Status: 'SUCCESS', PhysicalResourceId: 'broken' };
      if (RequestType === 'Delete' || !ResourceProperties.Fails) return succeeded;
      await isStarted;
      return { ...succeeded, Status: 'FAILED', Reason: 'no' };
    };
    aws.functions.Slow = ({ RequestType, ResourceProperties }) => {
      if (RequestType === 'Delete' || ResourceProperties.Size === 'now')
        return { Status: 'SUCCESS', PhysicalResourceId: 'slow' };
      start();
      return undefined;
    };
  });
  afterEach(() => aws.close());

  const requested = (): string[] =>
    aws.requests.map(
      ({ RequestType, LogicalResourceId, ResourceProperties: { Size }, OldResourceProperties }) =>
        [RequestType, LogicalResourceId, Size, OldResourceProperties?.Size].filter(Boolean).join(' '),
    );
  const find = (type: string, id: string, size: string): CustomResourceEvent =>
    aws.requests.find(
      ({ RequestType, LogicalResourceId, ResourceProperties }) =>
        RequestType === type && LogicalResourceId === id && ResourceProperties.Size === size,
    )!;

  it('sends its Update without waiting for the one that it cancels, whose late response counts for nothing (CFN-39)', async () => {
    const broken = (more: object = {}): object => custom('Broken', more);
    await aws.deploy({ Resources: { Slow: custom('Slow', { Size: 'now' }), Broken: broken() } });
    const seen = (await aws.events()).length;
    const stack = await aws.deploy({
      Resources: { Slow: custom('Slow', { Size: 'later' }), Broken: broken({ Fails: true }) },
    });
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
    const late = { Status: 'SUCCESS', PhysicalResourceId: 'another' };
    expect(await aws.respond(find('Update', 'Slow', 'later'), late)).toBe(200);
    expect((await aws.events()).slice(seen)).toEqual(events);
    expect(requested().filter((request) => request.startsWith('Delete'))).toEqual([]);
  });

  it('sends the Delete of a creation that it cancels at once, under an invented id (CFN-39)', async () => {
    await aws.deploy({ Resources: { Broken: custom('Broken') } });
    const stack = await aws.deploy({
      Resources: { Slow: custom('Slow', { Size: 'later' }), Broken: custom('Broken', { Fails: true }) },
    });
    expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await aws.events()).toContain('Slow CREATE_FAILED Resource creation cancelled');
    expect(find('Delete', 'Slow', 'later').PhysicalResourceId).toMatch(/^shop-Slow-\w{12}$/);
    const events = await aws.events();
    expect(events.indexOf('Slow DELETE_IN_PROGRESS')).toBeGreaterThan(
      events.indexOf('stack UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS'),
    );
  });

  it('leaves LastUpdatedTime at the begin of its update, and is in the events, newest first', async () => {
    const created = await aws.deploy({ Resources: { Broken: custom('Broken') } });
    expect(created.LastUpdatedTime).toBeUndefined();
    const { LastUpdatedTime } = await aws.deploy({
      Resources: { Slow: custom('Slow'), Broken: custom('Broken', { Fails: true }) },
    });
    const { StackEvents } = await aws.client.describeStackEvents({ StackName: STACK });
    const times = StackEvents!.map(({ Timestamp }) => Timestamp!.getTime());
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect(
      StackEvents!
        .filter(({ ResourceType }) => ResourceType === 'AWS::CloudFormation::Stack')
        .map(({ ResourceStatus, PhysicalResourceId, StackId }) => [
          ResourceStatus,
          PhysicalResourceId === StackId,
        ]),
    ).toEqual([
      ['UPDATE_ROLLBACK_COMPLETE', true],
      ['UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', true],
      ['UPDATE_ROLLBACK_IN_PROGRESS', true],
      ['UPDATE_IN_PROGRESS', true],
      ['CREATE_COMPLETE', true],
      ['CREATE_IN_PROGRESS', true],
    ]);
    const timeOf = (status: string): number =>
      StackEvents!.find(({ ResourceStatus }) => ResourceStatus === status)!.Timestamp!.getTime();
    expect(LastUpdatedTime!.getTime()).toBeLessThan(timeOf('UPDATE_IN_PROGRESS'));
    expect(LastUpdatedTime!.getTime()).toBeGreaterThan(timeOf('CREATE_COMPLETE'));
  });
});
