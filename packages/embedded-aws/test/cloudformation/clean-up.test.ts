import { custom, failure, parameter, STACK, simulatedAccount, success } from './simulated-account';

describe('The clean-up of an update', () => {
  const aws = simulatedAccount();
  /** Deletions that fail before one succeeds. */
  let failures: number;
  beforeEach(() => {
    failures = Infinity;
    aws.functions.Stuck = ({ RequestType }) =>
      RequestType === 'Delete' && failures-- > 0 ? failure('busy', 'stuck') : success('stuck');
    aws.functions.Broken = ({ RequestType }) =>
      RequestType === 'Delete' ? success('broken') : failure('no', 'broken');
  });

  const Kept = parameter('/kept', '1');
  const Base = parameter('/base', '1');
  const Stuck = custom('Stuck', {}, { DependsOn: 'Base' });
  const deletions = () =>
    aws.requests.filter(
      ({ RequestType, LogicalResourceId }) => RequestType === 'Delete' && LogicalResourceId === 'Stuck',
    );
  const failed = ({ RequestId }: { RequestId: string }): string =>
    `Stuck DELETE_FAILED Received response status [FAILED] from custom resource. Message returned: busy (RequestId: ${RequestId})`;
  const eventsAfter = async (seen: number): Promise<string[]> => (await aws.events()).slice(seen);
  const listed = async (): Promise<(string | undefined)[]> =>
    (await aws.client.listStackResources({ StackName: STACK })).StackResourceSummaries!.map(
      ({ LogicalResourceId }) => LogicalResourceId,
    );

  it('tries a deletion three times, then drops the resource and deletes what it depended on (CFN-34)', async () => {
    await aws.apply({ Kept, Base, Stuck });
    const seen = (await aws.events()).length;
    const stack = await aws.apply({ Kept });
    expect(stack.StackStatus).toBe('UPDATE_COMPLETE');
    expect(stack.StackStatusReason).toBe('Update successful. One or more resources could not be deleted.');
    const [first, second, third, ...more] = deletions();
    expect(more).toEqual([]);
    expect(new Set([first, second, third].map(({ RequestId }) => RequestId)).size).toBe(3);
    expect(await eventsAfter(seen)).toEqual([
      'stack UPDATE_IN_PROGRESS User Initiated',
      'stack UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
      'Stuck DELETE_IN_PROGRESS',
      failed(first),
      'Stuck DELETE_IN_PROGRESS',
      failed(second),
      'Stuck DELETE_IN_PROGRESS',
      failed(third),
      'Base DELETE_IN_PROGRESS',
      'Base DELETE_COMPLETE',
      'stack UPDATE_COMPLETE Update successful. One or more resources could not be deleted.',
    ]);
    expect(aws.parameterNames()).toEqual(['/kept']);
    expect(await listed()).toEqual(['Kept']);
    expect((await aws.destroy()).StackStatus).toBe('DELETE_COMPLETE');
    expect(deletions()).toHaveLength(3);
  });

  it('says nothing of a deletion that succeeds at the third try', async () => {
    failures = 2;
    await aws.apply({ Kept, Base, Stuck });
    const stack = await aws.apply({ Kept });
    expect(stack.StackStatus).toBe('UPDATE_COMPLETE');
    expect(stack.StackStatusReason).toBeUndefined();
    expect(deletions()).toHaveLength(3);
  });

  it('tries three times after a rollback, too (CFN-34)', async () => {
    await aws.apply({ Kept });
    const stack = await aws.apply({
      Kept,
      Base,
      Stuck,
      Broken: custom('Broken', {}, { DependsOn: 'Stuck' }),
    });
    expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(stack.StackStatusReason).toBe('Rollback successful. One or more resources could not be deleted.');
    expect(deletions()).toHaveLength(3);
    expect(await listed()).toEqual(['Kept']);
  });

  it('drops a replaced resource after three tries, and keeps the new one', async () => {
    aws.functions.Named = ({ RequestType, ResourceProperties: { Name } }) =>
      RequestType === 'Delete' ? failure('busy') : success(`id-of-${String(Name)}`);
    const template = (Name: string): object => ({ Resources: { Named: custom('Named', { Name }) } });
    await aws.deploy(template('old'));
    expect((await aws.deploy(template('new'))).StackStatus).toBe('UPDATE_COMPLETE');
    const deleted = aws.requests.slice(2).map(({ PhysicalResourceId }) => PhysicalResourceId);
    expect(deleted).toEqual(Array(3).fill('id-of-old'));
    expect(await listed()).toEqual(['Named']);
  });

  it('tries once more only if the stack is not deleted meanwhile, which tries once itself (CFN-34)', async () => {
    await aws.apply({ Kept, Base, Stuck });
    aws.functions.Stuck = async () => {
      if (deletions().length === 1) await aws.client.deleteStack({ StackName: STACK });
      return failure('busy', 'stuck');
    };
    expect((await aws.apply({ Kept })).StackStatus).toBe('DELETE_FAILED');
    expect(deletions()).toHaveLength(2);
    expect(await listed()).toEqual(['Base', 'Kept', 'Stuck']);
  });
});
