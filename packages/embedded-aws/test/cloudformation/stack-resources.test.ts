import { paginateListStackResources, type StackResourceSummary } from '@aws-sdk/client-cloudformation';
import { custom, failure, parameter, STACK, simulatedAccount, success } from './simulated-account';

/** `LogicalId STATUS physical-id`. */
const line = ({
  LogicalResourceId,
  ResourceStatus,
  PhysicalResourceId = '-',
}: Partial<StackResourceSummary>): string => `${LogicalResourceId} ${ResourceStatus} ${PhysicalResourceId}`;

describe('The list of a stack’s resources', () => {
  const aws = simulatedAccount();
  /** The list at each request to a function, by the request. */
  let seen: Record<string, string[]>;
  const list = async (StackName = STACK): Promise<string[]> =>
    (await aws.client.listStackResources({ StackName })).StackResourceSummaries!.map(line);

  beforeEach(() => {
    seen = {};
    aws.functions.Named = async ({
      RequestType,
      LogicalResourceId,
      PhysicalResourceId,
      ResourceProperties,
    }) => {
      const request = [RequestType, LogicalResourceId, PhysicalResourceId].filter(Boolean).join(' ');
      seen[request] = await list();
      if (ResourceProperties.Fails && RequestType !== 'Delete') return failure('no');
      return success(String(ResourceProperties.Name));
    };
  });

  it('has the former physical id of a custom resource, or none, until its response has come', async () => {
    await aws.apply({ C: custom('Named', { Name: 'x' }) });
    expect(seen['Create C']).toEqual(['C CREATE_IN_PROGRESS -']);
    expect(await list()).toEqual(['C CREATE_COMPLETE x']);
    await aws.apply({ C: custom('Named', { Name: 'y' }) });
    expect(seen['Update C x']).toEqual(['C UPDATE_IN_PROGRESS x']);
    // The clean-up deletes what the logical id had before.
    expect(seen['Delete C x']).toEqual(['C UPDATE_COMPLETE y']);
    expect(await list()).toEqual(['C UPDATE_COMPLETE y']);
  });

  it('has both logical ids of a moved resource in the clean-up', async () => {
    await aws.apply({
      Base: custom('Named', { Name: 'base' }),
      Old: custom('Named', { Name: 'x' }, { DependsOn: 'Base' }),
    });
    await aws.apply({ New: custom('Named', { Name: 'x' }) });
    expect(seen['Create New']).toEqual([
      'Base CREATE_COMPLETE base',
      'New CREATE_IN_PROGRESS -',
      'Old CREATE_COMPLETE x',
    ]);
    expect(seen['Delete Old x']).toEqual([
      'Base CREATE_COMPLETE base',
      'New CREATE_COMPLETE x',
      'Old DELETE_IN_PROGRESS x',
    ]);
    expect(seen['Delete Base base']).toEqual([
      'Base DELETE_IN_PROGRESS base',
      'New CREATE_COMPLETE x',
      'Old DELETE_COMPLETE x',
    ]);
    expect(await list()).toEqual(['New CREATE_COMPLETE x']);
  });

  it('still has the resources of a deleted stack, and those of a creation that was rolled back', async () => {
    const { StackId } = await aws.apply({
      A: parameter('/a', '1'),
      Kept: parameter('/kept', '1', { DeletionPolicy: 'Retain' }),
      Broken: custom('Named', { Fails: true }, { DependsOn: ['A', 'Kept'] }),
    });
    const rolledBack = [
      'A DELETE_COMPLETE /a',
      expect.stringMatching(/^Broken DELETE_COMPLETE /),
      'Kept DELETE_SKIPPED /kept',
    ];
    expect(await list()).toEqual(rolledBack);
    const one = async (): Promise<unknown> =>
      (await aws.client.describeStackResource({ StackName: StackId, LogicalResourceId: 'A' }))
        .StackResourceDetail;
    await expect(one()).rejects.toThrow('Resource A does not exist for stack shop');
    await aws.destroy();
    expect(await list(StackId)).toEqual(rolledBack);
    expect(await one()).toMatchObject({ ResourceStatus: 'DELETE_COMPLETE', PhysicalResourceId: '/a' });
  });

  it('comes in pages of 100, of which DescribeStackResources has the first alone', async () => {
    const ids = Array.from({ length: 230 }, (_, at) => `P${String(at).padStart(3, '0')}`);
    await aws.deploy({ Resources: Object.fromEntries(ids.map((id) => [id, parameter(`/${id}`, '1')])) });
    const pages: (string | undefined)[][] = [];
    const paging = { client: aws.client };
    for await (const page of paginateListStackResources(paging, { StackName: STACK }))
      pages.push(page.StackResourceSummaries!.map(({ LogicalResourceId }) => LogicalResourceId));
    expect(pages.map(({ length }) => length)).toEqual([100, 100, 30]);
    expect(pages.flat()).toEqual(ids);
    const { StackResources } = await aws.client.describeStackResources({ StackName: STACK });
    expect(StackResources).toHaveLength(100);
  });
});
