import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { WorkerPool } from '../../../local/services/lambda/worker/worker-pool';

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

const launch = (memoryMb: number): { memoryMb: number; nodeVariables: Record<string, string> } => ({
  memoryMb,
  nodeVariables: {},
});

/** Each process has a folder for its life. */
const running = (): number => readdirSync(folder).length;

describe('the pool of processes', () => {
  it('gives the spare that was started for such a function, and starts another one without', () => {
    pool.prepare(launch(128));
    pool.prepare(launch(128));
    expect(running()).toBe(1);
    pool.take(launch(128));
    expect(running()).toBe(1);
    pool.take(launch(128));
    expect(running()).toBe(2);
  });

  it('gives no spare to a function that is launched otherwise', () => {
    pool.prepare(launch(128));
    pool.take(launch(256));
    pool.take({ ...launch(128), nodeVariables: { NODE_OPTIONS: '--enable-source-maps' } });
    expect(running()).toBe(3);
  });

  it('keeps three spares: a fourth ends the oldest', () => {
    for (const memoryMb of [128, 256, 512, 1024]) pool.prepare(launch(memoryMb));
    for (const memoryMb of [256, 512, 1024]) pool.take(launch(memoryMb));
    const before = new Set(readdirSync(folder));
    pool.take(launch(128));
    expect(readdirSync(folder).filter((name) => !before.has(name))).toHaveLength(1);
  });

  it('ends every process when it closes, and then fails to start one', async () => {
    const worker = pool.take(launch(128));
    pool.prepare(launch(256));
    await pool.close();
    await worker.exited;
    expect(running()).toBe(0);
    expect(() => pool.take(launch(128))).toThrow('The embedded AWS has ended');
  });
});
