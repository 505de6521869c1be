import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LaunchOptions } from '../../src/services/lambda/worker/worker';
import { WorkerPool } from '../../src/services/lambda/worker/worker-pool';
import { runStarved } from '../../../../test/support/run-starved';

let folder: string;
let pool: WorkerPool;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'worker-pool-'));
  pool = new WorkerPool(folder);
});

afterEach(async () => {
  await pool.close();
  rmSync(folder, { recursive: true });
});

const launch = (memoryMb: number): LaunchOptions => ({
  memoryMb,
  clients: [],
  nodeVariables: {},
  language: 'nodejs',
});

/** Each process has its own temporary folder. */
const running = (): number => readdirSync(folder).length;

describe('the pool of processes', () => {
  it('gives the spares that were started for such functions, and starts another one without', () => {
    pool.prepare(launch(128), 1);
    pool.prepare(launch(128), 2);
    expect(running()).toBe(2);
    pool.take(launch(128));
    pool.take(launch(128));
    expect(running()).toBe(2);
    pool.take(launch(128));
    expect(running()).toBe(3);
  });

  it('gives no spare to a function that is launched otherwise', () => {
    pool.prepare(launch(128), 1);
    pool.take(launch(256));
    pool.take({ ...launch(128), nodeVariables: { NODE_OPTIONS: '--enable-source-maps' } });
    pool.take({ ...launch(128), clients: ['@aws-sdk/client-s3'] });
    expect(running()).toBe(4);
  });

  it('keeps twelve spares: more end the oldest', () => {
    pool.prepare(launch(128), 2);
    pool.prepare(launch(256), 11);
    for (let n = 0; n < 11; n++) pool.take(launch(256));
    pool.take(launch(128));
    const before = new Set(readdirSync(folder));
    pool.take(launch(128));
    expect(readdirSync(folder).filter((name) => !before.has(name))).toHaveLength(1);
  });

  it('ends every process when it closes, and then fails to start one', async () => {
    const worker = pool.take(launch(128));
    pool.prepare(launch(256), 1);
    await pool.close();
    await worker.exited;
    expect(running()).toBe(0);
    expect(() => pool.take(launch(128))).toThrow('The embedded AWS has ended');
  });

  it('has no spares where none can be started, and says why to whoever wants a process', () => {
    const file = path.join(folder, 'file');
    writeFileSync(file, '');
    const unable = new WorkerPool(file);
    unable.prepare(launch(128), 2);
    expect(() => unable.take(launch(128))).toThrow('ENOTDIR');
  });

  it('fails an invocation in words when no more files can be opened, and leaves nothing', () => {
    expect(runStarved('invoke', folder)).toEqual({
      reply: {
        errorType: 'Runtime.ExitError',
        errorMessage: expect.stringMatching(/Runtime failed to start: .*ulimit -n/) as string,
      },
      reusable: false,
    });
    expect(running()).toBe(0);
  });
});
