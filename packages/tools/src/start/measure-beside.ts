import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { join, resolve } from 'node:path';
import { CACHE_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import type { Measurement } from '@ecommerce-recommenders/shop-data/insight/readiness/measurement';
import {
  keptMeasurement,
  type MeasuredShop,
} from '@ecommerce-recommenders/shop-data/insight/readiness/measurement-cache';
import { endOnExit, temporaryFolder } from 'embedded-aws/temporary-folder';
import { contextArgs } from '../cdk/followed-cdk';
import type { GivenSettings } from '../given-settings';

const PROGRAM = resolve(__dirname, '../../../../bin/recommenders.cjs');

/**
 * Measures a shop as `explore` does, which caches the result for all commands. It runs in a child process with low priority.
 *
 * @param given - the settings that name the data
 * @param signal - ends the child process
 * @returns `undefined` if it was ended or failed
 */
export async function measureBeside(
  given: GivenSettings,
  shop: MeasuredShop,
  signal: AbortSignal,
): Promise<Measurement | undefined> {
  const folder = await temporaryFolder('ecommerce-recommenders');
  try {
    if (signal.aborted) return undefined;
    const report = join(folder.path, 'explore.html');
    const command = [PROGRAM, 'explore', '--quiet', '--out', report, ...contextArgs(given)];
    const child = spawn(process.execPath, command, { stdio: 'ignore', windowsHide: true });
    const end = (): void => void child.kill('SIGKILL');
    const keepOnExit = endOnExit(end);
    signal.addEventListener('abort', end);
    try {
      if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
    } catch {
      // It has already ended, or the system has no priorities.
    }
    const [code] = (await once(child, 'exit').finally(() => {
      keepOnExit();
      signal.removeEventListener('abort', end);
    })) as [number | null];
    return code === 0 ? keptMeasurement(CACHE_FOLDER, shop) : undefined;
  } catch {
    // A measurement is not the purpose of the command. The next "explore" reports what is wrong.
    return undefined;
  } finally {
    folder.remove();
  }
}
