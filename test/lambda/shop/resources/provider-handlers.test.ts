import type { Lifecycle } from '../../../../lambda/shop/resources/lifecycle';
import { providerHandlers } from '../../../../lambda/shop/resources/provider-handlers';
import { serviceError } from '../../support/fake-personalize';
import {
  expectFailure,
  expectSuccess,
  providerFramework,
  STACK_ID,
  type Request,
} from '../../support/provider-framework';

const create: Request<object> = { RequestType: 'Create', ResourceProperties: {} };
const event = {
  ...create,
  ...{ RequestId: 'r', StackId: STACK_ID, LogicalResourceId: 'Group', ResourceType: 'Custom::Group' },
};
const lifecycle: Lifecycle<object> = {
  physicalId: () => 'id',
  ensure: async () => undefined,
  remove: async () => undefined,
};

const runOf = (parts: Partial<Lifecycle<object>>, clock = { minutes: 0 }) =>
  providerFramework({ ...lifecycle, ...parts }, clock);

const SILENT = { info: () => undefined, error: () => undefined };

describe('onEvent', () => {
  it('names the resource and leaves all effects to isComplete', async () => {
    const ensure = jest.fn();
    const { onEvent } = providerHandlers(() => ({ ...lifecycle, ensure }), { now: () => 7, logger: SILENT });
    expect(await onEvent(event)).toEqual({ PhysicalResourceId: 'id', StartedAt: 7 });
    expect(ensure).not.toHaveBeenCalled();
    // A Delete keeps even one that was never returned.
    const answer = await onEvent({ ...event, RequestType: 'Delete', PhysicalResourceId: 'invented' });
    expect(answer.PhysicalResourceId).toBe('invented');
  });

  it('repeats the check before a Create while a permission is not in effect yet', async () => {
    const clock = { minutes: 0 };
    const admit = async (): Promise<void> => {
      if (clock.minutes < 1.5) throw serviceError('AccessDeniedException', 'not authorized');
    };
    await expectSuccess(runOf({ admit }, clock)(create), { physicalId: 'id' });
  });

  it.each(['AccessDeniedException', 'ThrottlingException'])(
    'fails without an id, so that no Delete follows, where the check meets %s for minutes',
    async (name) => {
      const clock = { minutes: 0 };
      const admit = (): Promise<void> => Promise.reject(serviceError(name, 'not now'));
      const { physicalId } = await expectFailure(runOf({ admit }, clock)(create));
      expect(physicalId).toContain('CREATE_FAILED');
      // The function itself may run for three.
      expect(clock.minutes).toBeLessThan(2.5);
    },
  );
});

describe('isComplete', () => {
  it('asks again after a passing error', async () => {
    let asked = 0;
    const ensure = async (): Promise<undefined> => {
      if (asked++ === 0) throw serviceError('ThrottlingException', 'Rate exceeded');
    };
    await expectSuccess(runOf({ ensure })(create), { polls: 2 });
  });

  it.each([
    ['Create', 'deploy again'],
    ['Delete', 'destroy again'],
  ] as const)('fails a %s in its own words before the framework times out', async (RequestType, remedy) => {
    const forever = async (): Promise<string> => 'recommender/x (CREATE IN_PROGRESS)';
    const run = runOf({ ensure: forever, remove: forever });
    const words = 'After 55 minutes still waiting for recommender/x (CREATE IN_PROGRESS)';
    await expectFailure(run({ ...create, RequestType, PhysicalResourceId: 'id' }), words, remedy);
  });

  it('fails with the service’s words, cut to what CloudFormation takes', async () => {
    const ensure = () => Promise.reject(serviceError('InvalidInputException', 'x'.repeat(5000)));
    const { reason } = await expectFailure(runOf({ ensure })(create));
    expect(reason).toMatch(/^InvalidInputException: x+…$/);
    expect(reason.length).toBeLessThanOrEqual(1000);
  });
});

describe('a failure', () => {
  const failing = async (message: string, logGroup: string): Promise<string> => {
    const ensure = (): Promise<never> => Promise.reject(new Error(message));
    const { isComplete } = providerHandlers(() => ({ ...lifecycle, ensure }), { logGroup, logger: SILENT });
    const ended = isComplete({ ...event, StartedAt: Date.now() });
    return ended.then(String, (error: Error) => error.message);
  };

  it('names the log group that there is, for the provider framework names one that there is not', async () => {
    expect(await failing('No capacity.', 'Shop-Logs')).toBe(
      'No capacity. Logs: Shop-Logs (ignore the log group in the next line)',
    );
    // There is room for it, however long both are.
    const reason = await failing('x'.repeat(5000), 'g'.repeat(512));
    expect(Buffer.byteLength(reason)).toBeLessThanOrEqual(1000);
    expect(reason).toContain(`x… Logs: ${'g'.repeat(512)} (`);
  });
});

describe('the log', () => {
  const SECRET = 'https://answers.example/?Signature=secret';
  const withUrl = { ...event, PhysicalResourceId: 'arn', StartedAt: 0, ResponseURL: SECRET };

  async function linesOf(run: () => Promise<unknown>): Promise<Record<string, unknown>[]> {
    let text = '';
    const written = (chunk: unknown): boolean => (text += String(chunk)) !== '';
    const streams = [process.stdout, process.stderr];
    const spies = streams.map((stream) => jest.spyOn(stream, 'write').mockImplementation(written));
    try {
      await run().catch(() => undefined);
      expect(text).not.toMatch(/ResponseURL|Signature|https:/);
      const lines = text.trimEnd().split('\n');
      return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
  }

  it('has one line of JSON a transition, with whose it is and without the URL that answers CloudFormation', async () => {
    const steps = ['training', 'training', 'the end', undefined];
    const { isComplete } = providerHandlers(() => ({ ...lifecycle, ensure: async () => steps.shift() }));
    const lines = await linesOf(async () => {
      while (!(await isComplete({ ...withUrl, StartedAt: Date.now() - 120_000 })).IsComplete);
    });
    expect(lines.map(({ message, waitingFor }) => [message, waitingFor])).toEqual([
      ['waiting', 'training'],
      ['waiting', 'the end'],
      ['complete', undefined],
    ]);
    const whose = { stack: STACK_ID, request: 'Create', resource: 'Group', id: 'arn' };
    expect(lines[0]).toMatchObject({ level: 'INFO', correlation_id: 'r', minutes: 2, ...whose });
  });

  it('has the reason where a step fails, and where the time is over', async () => {
    const broken = () => Promise.reject(new Error('No capacity.'));
    const steps = { admit: broken, ensure: broken, remove: async () => 'x' };
    const handlers = providerHandlers(() => ({ ...lifecycle, ...steps }));
    const lines = await linesOf(async () => {
      await handlers.onEvent(withUrl).catch(() => undefined);
      await handlers.isComplete({ ...withUrl, StartedAt: Date.now() }).catch(() => undefined);
      await handlers.isComplete({ ...withUrl, RequestType: 'Delete' });
    });
    expect(lines.map(({ level, message, reason }) => [level, message, reason])).toEqual([
      ['ERROR', 'failed', 'No capacity.'],
      ['ERROR', 'failed', 'No capacity.'],
      ['INFO', 'waiting', undefined],
      ['ERROR', 'failed', expect.stringContaining('still waiting for x')],
    ]);
  });
});
