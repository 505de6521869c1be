import { lstatSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const MODULES = resolve(__dirname, '../../node_modules');
const MAX_MB = 400;
const BLOCK_BYTES = 512;

/** Megabytes on the disk of a file or a folder, as `du` counts them: what has several names counts once. */
function megabytesOf(path: string, seen: Set<number>): number {
  const entry = lstatSync(path);
  if (seen.has(entry.ino)) return 0;
  seen.add(entry.ino);
  const names = entry.isDirectory() ? readdirSync(path) : [];
  const within = names.map((name) => megabytesOf(join(path, name), seen));
  return within.reduce((sum, size) => sum + size, (entry.blocks * BLOCK_BYTES) / 2 ** 20);
}

// CI has just run `npm ci`; elsewhere, packages that were installed before make the folder larger, never smaller.
it(`installs at most ${MAX_MB} MB for whoever runs the app and its tests`, () => {
  const seen = new Set<number>();
  // What commands and tests keep there belongs to no package.
  const packages = readdirSync(MODULES).filter((name) => name !== '.cache');
  const sizes = packages.map((name) => [name, megabytesOf(join(MODULES, name), seen)] as const);
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  const largest = sizes.sort(([, one], [, other]) => other - one).slice(0, 10);
  if (total > MAX_MB)
    throw new Error(
      `node_modules has ${Math.ceil(total)} MB, ${MAX_MB} are allowed. What the app and its tests do not need belongs to dev/. ` +
        `The largest: ${largest.map(([name, size]) => `${name} ${Math.ceil(size)}`).join(', ')}`,
    );
});
