import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PROVIDER_FRAMEWORK } from './launch-options';
import { NODE_MODULES } from './node-modules';
import type { LaunchOptions } from './worker/worker';

/** Increment when launch options change. */
const FORMAT = 1;

/** Where the launches of a region's latest deployment are kept. */
export const launchesFile = (region: string): string =>
  path.join(NODE_MODULES, '.cache', 'ecommerce-recommenders', `launches-${FORMAT}-${region}.json`);

/** Launches of the latest deployment, in order; without one, those of the CDK provider framework's functions. */
export function knownLaunches(file: string): LaunchOptions[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as LaunchOptions[];
  } catch {
    return Array<LaunchOptions>(8).fill(PROVIDER_FRAMEWORK);
  }
}

/** Keeps the launches of a deployment, except those with variables of a function, which may hold secrets. */
export function keepLaunches(file: string, launches: readonly LaunchOptions[]): void {
  const kept = launches.filter(({ nodeVariables }) => Object.keys(nodeVariables).length === 0);
  if (kept.length === 0) return;
  const unfinished = `${file}.${process.pid}`;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(unfinished, JSON.stringify(kept));
    renameSync(unfinished, file);
  } catch {
    // Best effort: without it the next deployment only starts slower.
  }
}
