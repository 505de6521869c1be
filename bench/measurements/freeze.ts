import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GroupGuard } from 'embedded-aws/services/lambda/worker/group-guard';
import { WorkerProcess } from 'embedded-aws/services/lambda/worker/worker-process';
import { type Measurement, ratio, timed } from '../measurement';

/** Stops no process; the baseline of the comparison. */
class NoGuard extends GroupGuard {
  override get isWatching(): boolean {
    return false;
  }
}

/**
 * Invocations of a function that returns immediately. Its process is stopped after each invocation and resumed before
 * the next; the peer's is not.
 */
export const freeze: Measurement = {
  title: 'An invocation with a freeze',
  unit: '×',
  goal: '≤ 2× of one without, beside which it runs',
  prepare: async ({ folder, isQuick, onEnd }) => {
    writeFileSync(join(folder, 'index.js'), 'exports.handler = async () => 0;');
    const invocations = isQuick ? 20 : 500;
    const start = (name: string, guard: GroupGuard): (() => Promise<void>) => {
      const own = join(folder, name);
      mkdirSync(own);
      const launch = { language: 'nodejs', memoryMb: 128, clients: [], nodeVariables: {} } as const;
      const worker = new WorkerProcess(launch, own, guard);
      onEnd(async () => {
        await worker.kill();
        guard.close();
      });
      const logging = { format: 'Text', level: 'INFO' } as const;
      worker.assign({ env: {}, folder, handler: 'index.handler', endpoint: 'http://127.0.0.1:9', logging });
      return async () => {
        for (let n = 0; n < invocations; n++) await worker.invoke(invocation());
      };
    };
    const frozen = start('frozen', new GroupGuard());
    const running = start('running', new NoGuard());
    return [
      {
        name: 'this project',
        run: () =>
          ratio(
            () => timed(frozen),
            () => timed(running),
          ),
      },
    ];
  },
};

const invocation = (): Parameters<WorkerProcess['invoke']>[0] => ({
  payload: '{}',
  timeoutMs: 3_000,
  clock: { aheadMs: 0, speed: 1 },
  context: {
    functionName: 'example',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:example',
    memoryLimitInMB: '128',
    awsRequestId: randomUUID(),
    logGroupName: 'example',
    logStreamName: 'example',
  },
});
