import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CACHE_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';

const run = promisify(execFile);

/** Majors after 20, the oldest that package.json allows. */
export const MAJORS = ['22', '24', '26'] as const;

/** Whether packages can be installed at all. */
export const registryAnswers = (): boolean =>
  spawnSync('npm', ['view', 'node', 'version', '--fetch-retries=0', '--fetch-timeout=20000']).status === 0;

/**
 * A folder with only the program `node` of a major version, to put first on the path. It is installed once.
 */
export async function nodeFolder(major: string): Promise<string> {
  const kept = join(CACHE_FOLDER, 'nodes', major);
  const bin = join(kept, 'node_modules/node/bin');
  if (existsSync(bin)) return bin;
  mkdirSync(join(CACHE_FOLDER, 'nodes'), { recursive: true });
  const folder = mkdtempSync(`${kept}-`);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  await run('npm', ['install', '--no-audit', '--no-fund', `node@${major}`], { cwd: folder });
  try {
    renameSync(folder, kept);
  } catch (error) {
    // Another worker was faster.
    if (!existsSync(bin)) throw error;
    rmSync(folder, { recursive: true });
  }
  return bin;
}
