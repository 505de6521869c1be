/*
 * Uses a pool of processes in a folder when no file can be opened any more, and writes what came of it. It is a
 * program of its own, since Node.js raises its limit of open files to the highest that it may: only a shell can set a lower one.
 */
import { closeSync, openSync } from 'node:fs';
import { WorkerPool } from '../../../local/services/lambda/worker/worker-pool';

async function run(): Promise<unknown> {
  const pool = new WorkerPool(process.argv[2]);
  const launch = { memoryMb: 128, clients: [], nodeVariables: {} };
  pool.take(launch);
  const opened = openAll();
  pool.prepare(launch, 2);
  const worker = pool.take(launch);
  const { payload, reusable } = await worker.invoke(INVOCATION);
  for (const file of opened) closeSync(file);
  await pool.close();
  return { reply: JSON.parse(payload) as unknown, reusable };
}

const INVOCATION = {
  payload: '{}',
  timeoutMs: 3_000,
  clock: { aheadMs: 0, speed: 1 },
  context: {
    functionName: 'example',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:example',
    memoryLimitInMB: '128',
    awsRequestId: 'request',
    logGroupName: 'group',
    logStreamName: 'stream',
  },
};

/** Opens a file until there are no more to be had. */
function openAll(): number[] {
  const opened: number[] = [];
  try {
    for (;;) opened.push(openSync('/dev/null', 'r'));
  } catch {
    return opened;
  }
}

void run().then((outcome) => console.log(JSON.stringify(outcome)));
