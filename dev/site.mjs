// Builds the documentation site of docs/ into out/site: `npm run site`. `--out FOLDER` sets another folder, `--base
// /PATH/` the path below which the site is served. Any web server can serve it.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { load } from './load.mjs';

const { base, out } = parseArgs({ options: { base: { type: 'string' }, out: { type: 'string' } } }).values;
const { build } = await load('vitepress');
const root = fileURLToPath(new URL('site', import.meta.url));
const outDir = resolve(out ?? fileURLToPath(new URL('../out/site', import.meta.url)));
await build(root, { base, outDir });
console.log(`The site is in ${outDir}`);
