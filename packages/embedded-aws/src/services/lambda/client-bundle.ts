import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { makeClientBundle } from './make-client-bundle';
import { NODE_MODULES } from './node-modules';

/** Increment when the bundling changes. */
const FORMAT = 1;
const FOLDER = path.join(NODE_MODULES, '.cache', 'ecommerce-recommenders', 'clients');

/** Bundles made, in progress or found by this process, by client names. */
const known = new Map<string, string>();

/**
 * Bundle of SDK clients for `child/load-clients.cjs`. If missing, it is built in the background; processes
 * started meanwhile load the packages.
 *
 * @returns its path, existing or not; undefined if staleness could not be detected
 */
export function clientBundle(clients: readonly string[]): string | undefined {
  const names = clients.join();
  let file = known.get(names);
  if (file !== undefined) return file;
  const installed = installation();
  if (installed === undefined) return undefined;
  const digest = createHash('sha256').update(`${FORMAT}\n${names}\n`).update(installed).digest('hex');
  file = path.join(FOLDER, `${digest}.js`);
  known.set(names, file);
  // Best effort: without it processes only start slower.
  if (!existsSync(file)) makeClientBundle(clients, file).catch(() => {});
  return file;
}

/** npm's record of installed packages. */
function installation(): Buffer | undefined {
  try {
    return readFileSync(path.join(NODE_MODULES, '.package-lock.json'));
  } catch {
    return undefined;
  }
}
