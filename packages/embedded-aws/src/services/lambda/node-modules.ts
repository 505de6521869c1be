import { existsSync } from 'node:fs';
import path from 'node:path';

/** Folder in which npm has installed the packages that the embedded AWS brings along. */
export const NODE_MODULES = nearest(__dirname);

function nearest(folder: string): string {
  if (path.basename(folder) === 'node_modules') return folder;
  const below = path.join(folder, 'node_modules');
  // A workspace may have a folder of that name for its own dependencies.
  if (existsSync(path.join(below, '.package-lock.json'))) return below;
  const parent = path.dirname(folder);
  return parent === folder ? below : nearest(parent);
}
