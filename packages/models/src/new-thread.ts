import { extname, join } from 'node:path';
import { Worker, type WorkerOptions } from 'node:worker_threads';

// In the checkout, threads are `.ts` files and need the hook that compiles them; in the built package they are `.js` files.
const EXTENSION = extname(__filename);
const EXEC_ARGV = EXTENSION === '.ts' ? ['-r', join(__dirname, '../../../bin/run-typescript.cjs')] : [];

/**
 * Starts a thread of this project.
 *
 * @param module - absolute path without its extension
 * @throws Error if the system cannot start another thread
 */
export const newThread = (module: string, options?: WorkerOptions): Worker =>
  new Worker(`${module}${EXTENSION}`, { execArgv: EXEC_ARGV, ...options });
