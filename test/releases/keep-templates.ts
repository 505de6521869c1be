import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../../package.json';
import { KEPT_NAMES, templateOfToday } from './kept-templates';

// Run once a release, when package.json has its version: node -r ./bin/run-typescript.cjs test/releases/keep-templates.ts
// Templates of a release never change afterwards.
const folder = join(__dirname, version);
if (existsSync(folder)) {
  console.error(
    `The templates of ${version} are kept already, in ${folder}. Raise the version in package.json first.`,
  );
  process.exit(1);
}
mkdirSync(folder);
for (const name of KEPT_NAMES)
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(templateOfToday(name))}\n`);
