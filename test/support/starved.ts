/*
 * `starved.ts WORK FOLDER` runs a job when no more files can be opened, and prints the outcome. It is a separate program
 * because Node.js raises its limit of open files to the maximum allowed: only a shell can set a lower one.
 */
import { closeSync, openSync } from 'node:fs';
import { runCdk } from '@ecommerce-recommenders/tools/cdk/cdk';
import { WorkerPool } from 'embedded-aws/services/lambda/worker/worker-pool';

const LAUNCH = { language: 'nodejs' as const, memoryMb: 128, clients: [], nodeVariables: {} };

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

/** An invocation by a pool that has a process already, and wants spares. */
async function invoke(folder: string): Promise<unknown> {
  const pool = new WorkerPool(folder);
  pool.take(LAUNCH);
  const opened = openAll();
  pool.prepare(LAUNCH, 2);
  const { payload, reusable } = await pool.take(LAUNCH).invoke(INVOCATION);
  for (const file of opened) closeSync(file);
  await pool.close();
  return { reply: JSON.parse(payload) as unknown, reusable };
}

async function deploy(folder: string): Promise<unknown> {
  const opened = openAll();
  const failure = await runCdk(['deploy'], { environment: process.env, folder }).catch(String);
  for (const file of opened) closeSync(file);
  return failure;
}

/** Opens a file until no more can be opened. */
function openAll(): number[] {
  const opened: number[] = [];
  try {
    for (;;) opened.push(openSync('/dev/null', 'r'));
  } catch {
    return opened;
  }
}

const WORKS: Record<string, (folder: string) => Promise<unknown>> = { invoke, deploy };

const [work, folder] = process.argv.slice(2);
void WORKS[work](folder).then((outcome) => console.log(JSON.stringify(outcome)));
