import { afterReal, createClock } from '../../src/clock';
import type { Host } from '../../src/services/lambda/execution-environment';
import { ExecutionEnvironments } from '../../src/services/lambda/execution-environments';
import type { LambdaFunction } from '../../src/services/lambda/lambda-function';
import type { Worker } from '../../src/services/lambda/worker/worker';
import type { Platform } from '../../src/platform';

const IDLE = {
  exited: new Promise<void>(() => {}),
  onLog: () => {},
  assign: () => {},
  initialize: async () => {},
  kill: async () => {},
};

/** Environments of a function; each worker counts how often it was stopped. */
function environmentsOf(patienceMs: number) {
  const workers: (Worker & { frozen: number })[] = [];
  const take = (): Worker => {
    const worker = {
      ...IDLE,
      frozen: 0,
      freeze: () => void (worker.frozen += 1),
      isAwaited: () => false,
      invoke: () => Promise.reject(new Error('not asked for')),
    };
    workers.push(worker);
    return worker;
  };
  const assume = jest.fn(() => ({ expiresAtMs: Infinity }));
  const platform = { clock: createClock(), as: () => async () => ({}), newId: () => '', assume };
  const afterPatience = (task: () => void) => afterReal(patienceMs, task);
  const host: Host = {
    platform: platform as unknown as Platform,
    workers: { afterPatience, take, prepare: () => {}, close: async () => {} },
    closing: new AbortController(),
    prepareAlike: () => {},
  };
  const fn = { name: 'example', runtime: 'nodejs22.x', code: {}, logging: {}, layers: {} };
  return { environments: new ExecutionEnvironments(host, fn as unknown as LambdaFunction), workers, assume };
}

/** An invocation that runs until it is ended. */
function invocation() {
  let end = (): void => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  return { run: () => ended.then(() => ({ reusable: true })), end };
}

describe('the execution environments of a function', () => {
  it('are not stopped between an invocation and the next one, which waits, and assume the role once (LAMBDA-24)', async () => {
    const { environments, workers, assume } = environmentsOf(60_000);
    const first = invocation();
    const second = invocation();
    const running = environments.use(first.run);
    const waiting = environments.use(second.run);
    expect(workers[0].isAwaited()).toBe(true);
    first.end();
    await running;
    expect(workers[0]).toMatchObject({ frozen: 0 });
    expect(workers[0].isAwaited()).toBe(false);
    second.end();
    await waiting;
    expect(workers.map(({ frozen }) => frozen)).toEqual([1]);
    expect(assume).toHaveBeenCalledTimes(1);
  });

  it('start no process for a role that Lambda may no longer assume', async () => {
    const { environments, workers, assume } = environmentsOf(0);
    assume.mockImplementation(() => {
      throw new Error('not allowed');
    });
    await expect(environments.use(async () => ({ reusable: true }))).rejects.toThrow('not allowed');
    expect(workers).toEqual([]);
  });
});
