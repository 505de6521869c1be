import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { compilerOptions } from '../../tsconfig.json';

const ROOT = resolve(__dirname, '../..');

it('the sources compile where dev/ is not installed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'without-dev-'));
  const stub = [join(ROOT, 'dev/not-installed')];
  const paths = Object.fromEntries(Object.keys(compilerOptions.paths).map((name) => [name, stub]));
  const typeRoots = [join(ROOT, 'node_modules/@types')];
  const config = { extends: join(ROOT, 'tsconfig.json'), compilerOptions: { paths, typeRoots } };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const args = [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', folder];
  const printed = await new Promise((done) =>
    execFile(process.execPath, args, (_, stdout) => done(stdout)),
  ).finally(() => rmSync(folder, { recursive: true }));
  expect(printed).toBe('');
});
