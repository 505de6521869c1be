import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../..');

/** The compiler is an ES module, which Jest cannot load. */
const COMPILE_ALL = `
  import { compile, PROGRAMS } from './packages/wasm/compile.mjs';
  const modules = Object.entries(PROGRAMS).map(async ([program, file]) => [file, await compile(program)]);
  console.log(JSON.stringify(await Promise.all(modules)));
`;

it('keeps of every program in AssemblyScript what its source compiles to; else run `npm run wasm`', () => {
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', COMPILE_ALL], { cwd: ROOT });
  const modules = JSON.parse(printed.toString()) as [file: string, source: string][];
  expect(modules.length).toBeGreaterThan(0);
  for (const [file, source] of modules) expect(readFileSync(join(ROOT, file), 'utf8')).toBe(source);
});
