// Fails if the manifest in the current folder does not say where the package comes from. `npm publish` runs it first.
import { readFileSync } from 'node:fs';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const missing = ['repository', 'homepage', 'bugs'].filter((field) => manifest[field] === undefined);
if (missing.length > 0) {
  console.error(
    `${manifest.name} is not published: its package.json has no ${missing.join(', ')}. Write the project's address there.`,
  );
  process.exitCode = 1;
}
