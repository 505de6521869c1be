import { existsSync } from 'node:fs';
import path from 'node:path';

/** The node_modules folder with the embedded AWS's dependencies. */
export const NODE_MODULES = nearest(__dirname);

function nearest(folder: string): string {
  if (path.basename(folder) === 'node_modules') return folder;
  const below = path.join(folder, 'node_modules');
  // A workspace may have a node_modules of its own.
  if (existsSync(path.join(below, '.package-lock.json'))) return below;
  const parent = path.dirname(folder);
  return parent === folder ? below : nearest(parent);
}
