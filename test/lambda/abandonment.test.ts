import { abandonment, type CloudFormationApi } from '../../lambda/abandonment';

const isAbandoned = (RequestType: 'Create' | 'Update', StackStatus: string): Promise<boolean> => {
  const send = (async () => ({ Stacks: [{ StackStatus }] })) as CloudFormationApi['send'];
  return abandonment({ send })({
    RequestType,
    StackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/Shop/1f0e',
    RequestId: 'request',
    LogicalResourceId: 'Resource',
    ResourceProperties: {},
  });
};

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
  ] as const)('of type %s in a stack that is %s is abandoned: %s', async (type, status, expected) => {
    expect(await isAbandoned(type, status)).toBe(expected);
  });
});
