import { custom, failure, parameter, STACK, simulatedAccount, success } from './simulated-account';

describe('CloudFormation updates stacks', () => {
  const aws = simulatedAccount();
  /** Requests since the last call, as `TYPE LogicalId physical-id`. */
  const requested = (): string[] =>
    aws.requests
      .splice(0)
      .map(({ RequestType, LogicalResourceId, PhysicalResourceId }) =>
        [RequestType, LogicalResourceId, PhysicalResourceId].filter(Boolean).join(' '),
      );
  const eventsAfter = async (seen: number): Promise<string[]> => (await aws.events()).slice(seen);
  /** The physical id is derived from the name: a changed name is a replacement. */
  const named = ({ ResourceProperties: { Name } }: { ResourceProperties: { Name?: unknown } }): object =>
    success(`id-of-${String(Name)}`, { Name });

  beforeEach(() => {
    aws.functions.Named = named;
    aws.functions.Broken = ({ RequestType }) =>
      RequestType === 'Delete' ? success('b') : failure('no', 'b');
  });

  it('refuses another service token without a request, and rolls back', async () => {
    aws.functions.Other = named;
    await aws.apply({ A: custom('Named', { Name: 'a' }) });
    requested();
    const moved = custom('Other', { Name: 'a' }, { Type: 'Custom::Named' });
    const seen = (await aws.events()).length;
    const stack = await aws.apply({ A: moved });
    expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await eventsAfter(seen)).toContain('A UPDATE_FAILED Modifying service token is not allowed.');
    // The rollback asks the former function, with the former properties.
    expect(requested()).toEqual(['Update A id-of-a']);
    expect((await aws.apply({ A: custom('Named', { Name: 'b' }) })).StackStatus).toBe('UPDATE_COMPLETE');
  });

  it('replaces by creating anew, deletes the old in the clean-up, and leaves alone what is new in its metadata at most', async () => {
    const resources = (name: string, version: number): object => ({
      A: parameter(name, '1'),
      B: parameter('/b', { Ref: 'A' }),
      C: parameter('/c', '1', { Metadata: { version } }),
    });
    await aws.apply(resources('/old', 1));
    const seen = (await aws.events()).length;
    const stack = await aws.apply(resources('/new', 2));
    expect(stack.StackStatus).toBe('UPDATE_COMPLETE');
    expect(await eventsAfter(seen)).toEqual([
      'stack UPDATE_IN_PROGRESS User Initiated',
      'A UPDATE_IN_PROGRESS Requested update requires the creation of a new physical resource; hence creating one.',
      'A UPDATE_IN_PROGRESS Resource creation Initiated',
      'A UPDATE_COMPLETE',
      'B UPDATE_IN_PROGRESS',
      'B UPDATE_COMPLETE',
      'stack UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
      'A DELETE_IN_PROGRESS',
      'A DELETE_COMPLETE',
      'stack UPDATE_COMPLETE',
    ]);
    expect(aws.parameterNames()).toEqual(['/b', '/c', '/new']);
  });

  it('rolls back in place, by replacement and by deletion when a resource fails', async () => {
    const resources = (value: string, replaced: string, Name: string): object => ({
      InPlace: parameter('/in-place', value),
      Replaced: parameter(replaced, '1'),
      C: custom('Named', { Name }),
    });
    const before = { Resources: { ...resources('1', '/old', 'x'), Dropped: parameter('/dropped', '1') } };
    await aws.deploy(before);
    requested();
    const seen = (await aws.events()).length;
    const stack = await aws.apply({
      ...resources('2', '/new', 'y'),
      Added: parameter('/added', '1'),
      Broken: custom('Broken', {}, { DependsOn: ['InPlace', 'Replaced', 'C', 'Added'] }),
    });
    expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(aws.parameterNames()).toEqual(['/dropped', '/in-place', '/old']);
    expect(requested()).toEqual([
      'Update C id-of-x',
      'Create Broken',
      'Update C id-of-y',
      'Delete Broken b',
      'Delete C id-of-y',
    ]);
    const events = (await eventsAfter(seen)).filter((line) => line.startsWith('stack'));
    expect(events).toEqual([
      'stack UPDATE_IN_PROGRESS User Initiated',
      'stack UPDATE_ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [Broken]. ',
      'stack UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
      'stack UPDATE_ROLLBACK_COMPLETE',
    ]);
    await expect(aws.deploy(before)).rejects.toThrow('No updates are to be performed.');
    const goOn = aws.client.continueUpdateRollback({ StackName: STACK });
    await expect(goOn).rejects.toThrow(/UPDATE_ROLLBACK_COMPLETE state and can not continue/);
  });

  it('fails a rollback that fails itself, and continues it without what it is told to skip', async () => {
    aws.functions.Stubborn = ({ ResourceProperties: { Name }, RequestType }) =>
      RequestType === 'Create' || Name !== 'x'
        ? named({ ResourceProperties: { Name } })
        : failure('never back', 'id-of-x');
    await aws.apply({ C: custom('Stubborn', { Name: 'x' }) });
    const failed = await aws.apply({
      C: custom('Stubborn', { Name: 'y' }),
      Broken: custom('Broken', {}, { DependsOn: 'C' }),
    });
    expect(failed.StackStatus).toBe('UPDATE_ROLLBACK_FAILED');
    expect(failed.StackStatusReason).toBe('The following resource(s) failed to update: [C]. ');
    await aws.client.continueUpdateRollback({ StackName: STACK, ResourcesToSkip: ['C'] });
    expect((await aws.settled()).StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
  });

  it('rolls back an update that the user cancels', async () => {
    await aws.apply({ A: parameter('/a', '1') });
    aws.functions.Slow = ({ RequestType }) => {
      if (RequestType === 'Delete') return success('s');
      void aws.client.cancelUpdateStack({ StackName: STACK });
      return undefined;
    };
    const stack = await aws.apply({ A: parameter('/a', '2'), Slow: custom('Slow') });
    expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(aws.parameterNames()).toEqual(['/a']);
  });

  it('keeps what failed when rollback is disabled', async () => {
    await aws.apply({ A: parameter('/a', '1') });
    const template = { Resources: { A: parameter('/a', '2'), B: custom('Broken', {}, { DependsOn: 'A' }) } };
    const stack = await aws.deploy(template, { DisableRollback: true });
    expect(stack.StackStatus).toBe('UPDATE_FAILED');
  });

  it('fails an update that changes the type of a resource', async () => {
    await aws.apply({ A: parameter('/a', '1') });
    await expect(aws.apply({ A: custom('Named') })).rejects.toThrow(
      /Update of resource type is not permitted.*\[A\]/,
    );
  });

  it('fails an update that takes away an export which another stack imports', async () => {
    const exporting = (value: string): object => ({
      Resources: { A: parameter('/a', '1') },
      Outputs: { A: { Value: value, Export: { Name: 'shared' } } },
    });
    await aws.deploy(exporting('1'));
    const importing = { Resources: { B: parameter('/b', { 'Fn::ImportValue': 'shared' }) } };
    expect((await aws.deploy(importing, { StackName: 'other' })).StackStatus).toBe('CREATE_COMPLETE');
    const stack = await aws.deploy(exporting('2'));
    expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await aws.events()).toContainEqual(
      expect.stringContaining('Export shared cannot be updated as it is in use by other'),
    );
    const deleted = await aws.destroy();
    expect(deleted.StackStatus).toBe('DELETE_FAILED');
    expect(deleted.StackStatusReason).toMatch(/Export shared cannot be deleted as it is in use by other/);
  });
});
