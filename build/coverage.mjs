// Runs tests that deploy nothing and prints the covered source lines of each folder: `node build/coverage.mjs [PATH…]`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import config from '../jest.config.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const jest = path.join(ROOT, 'node_modules/jest/bin/jest.js');

/** What `npm run coverage` measures by default: the app, and the packages whose tests need no stack. */
const PLACES = [
  'test/lib',
  'test/lambda',
  ...['csv', 'models', 'personalize', 'shop-data', 'wasm'].map((name) => `packages/${name}/test`),
];

const places = process.argv.length > 2 ? process.argv.slice(2) : PLACES;
const tests = places.map((place) => `^${path.join(ROOT, place).replaceAll('\\', '/')}`);
/** The folders of the sources that these tests cover: `lib` for `test/lib`, `packages/csv/src` for `packages/csv/test`. */
const sources = new Set(
  places.map((place) => place.replace(/^test\/(\w+).*/, '$1').replace(/^(packages\/[\w-]+).*/, '$1/src')),
);
const folder = mkdtempSync(path.join(tmpdir(), 'coverage-'));
try {
  const options = [
    // Coverage is counted per test file, so Jest's own runtime is used, which shares no modules between test files.
    `--config=${JSON.stringify({ ...config, rootDir: ROOT, runtime: undefined, testEnvironment: 'node' })}`,
    '--coverage',
    // V8 counts the lines that ran, so no code is instrumented.
    '--coverageProvider=v8',
    '--coverageReporters=json-summary',
    `--coverageDirectory=${folder}`,
    // Includes files that no test loads.
    ...['test', 'packages', 'lib', 'lambda'].map((root) => `--roots=${path.join(ROOT, root)}`),
    ...[...sources].map((source) => `--collectCoverageFrom=${source}/**/*.ts`),
    '--testPathIgnorePatterns=/node_modules/',
    '--testPathIgnorePatterns=[.]long[.]test[.]ts$',
  ];
  const { status } = spawnSync(process.execPath, [jest, ...options, '--', ...tests], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
  print(JSON.parse(readFileSync(path.join(folder, 'coverage-summary.json'), 'utf8')));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Prints a row per folder, the least covered first. Files that contain only types are left out. */
function print(summary) {
  const folders = new Map();
  for (const [file, { lines }] of Object.entries(summary)) {
    if (file === 'total' || isTypesAlone(file)) continue;
    const name = path.relative(ROOT, path.dirname(file)).replaceAll('\\', '/');
    const sum = folders.get(name) ?? { covered: 0, total: 0 };
    folders.set(name, { covered: sum.covered + lines.covered, total: sum.total + lines.total });
  }
  const rows = [...folders].map(([name, sum]) => ({ name, ...sum, share: sum.covered / sum.total }));
  const all = rows.reduce(
    (sum, one) => ({ covered: sum.covered + one.covered, total: sum.total + one.total }),
    { covered: 0, total: 0 },
  );
  const width = Math.max(...rows.map(({ name }) => name.length));
  const line = (name, { covered, total }) =>
    `${name.padEnd(width)}  ${((100 * covered) / total).toFixed(1).padStart(5)} %  ${String(covered).padStart(6)} of ${String(total).padStart(6)} lines`;
  console.log();
  for (const one of rows.sort((a, b) => a.share - b.share || (a.name < b.name ? -1 : 1)))
    console.log(line(one.name, one));
  console.log(line('together', all));
}

/** Whether a file has no code at run time. */
function isTypesAlone(file) {
  const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022, removeComments: true },
  });
  return /^\s*(export \{\};)?\s*$/.test(outputText);
}
