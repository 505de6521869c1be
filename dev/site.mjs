// Builds the documentation site of docs/ into out/site: `npm run site`. `--out FOLDER` sets another folder, `--base
// /PATH/` the path below which the site is served. Any web server can serve it.
import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { load } from './load.mjs';

const { base, out } = parseArgs({ options: { base: { type: 'string' }, out: { type: 'string' } } }).values;
const { build } = await load('vitepress');
const project = fileURLToPath(new URL('..', import.meta.url));
const root = join(project, 'dev/site');
const outDir = resolve(out ?? join(project, 'out/site'));

/** docs/, with the pages of which it has a summary alone written out. */
const pages = join(root, 'pages');
rmSync(pages, { recursive: true, force: true });
try {
  cpSync(join(project, 'docs'), pages, { recursive: true });
  const node = (...args) => execFileSync(process.execPath, args, { cwd: project, stdio: 'inherit' });
  node('build/api.mjs', join(pages, 'api'));
  node('-r', './bin/run-typescript.cjs', 'test/docs/write-site-pages.ts', pages);
  await build(root, { base, outDir });
} finally {
  rmSync(pages, { recursive: true, force: true });
}
console.log(`The site is in ${outDir}`);
