import { stackView, untilKnown, type CloudFormationApi } from '../../../../lambda/shop/resources/stack-view';
import { isTransient } from '../../../../lambda/shop/resources/is-transient';
import { STACK_ID } from '../../support/provider-framework';
import { sdkError } from '../../support/sdk-errors';

const create = {
  RequestType: 'Create',
  StackId: STACK_ID,
  RequestId: 'request',
  LogicalResourceId: 'Resource',
  ResourceType: 'Custom::Thing',
  ResourceProperties: {},
} as const;

const isAbandoned = (RequestType: 'Create' | 'Update', StackStatus: string): Promise<boolean> => {
  const send = (async () => ({ Stacks: [{ StackStatus }] })) as CloudFormationApi['send'];
  return stackView({ send }).isAbandoned({ ...create, RequestType });
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
