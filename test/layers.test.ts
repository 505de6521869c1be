import { readdirSync, readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

const ROOT = resolve(__dirname, '..');

/** What a layer may import besides `node:` and itself: other layers by folder, packages by name. */
interface Layer {
  readonly layers: readonly string[];
  /** A name, or `name/*` for every package of a scope and every path below a package. */
  readonly packages: readonly string[];
}

/** The house's floor plan. A file belongs to the longest path that is a start of its own. */
const LAYERS: Record<string, Layer> = {
  domain: { layers: [], packages: ['csv-parse', 'tar/*'] },
  sample: { layers: ['domain'], packages: ['fflate', 'tar'] },
  lambda: { layers: ['domain'], packages: ['@aws-sdk/*', '@smithy/core/*'] },
  lib: { layers: ['domain'], packages: ['aws-cdk-lib', 'aws-cdk-lib/*', 'constructs'] },
  packages: { layers: ['domain'], packages: [] },
  local: {
    layers: ['domain', 'packages', 'package.json'],
    packages: ['@duckdb/node-api', 'croner', 'esbuild', 'fflate', 'yaml'],
  },
  cli: {
    layers: ['packages/tools/src/commands', 'domain', 'local', 'packages', 'package.json'],
    packages: [
      '@aws-sdk/*',
      'cli-progress',
      'cli-table3',
      'commander',
      'csv-parse',
      'echarts',
      'esbuild',
      'picocolors',
    ],
  },
  'packages/tools/src/commands': {
    layers: ['cli', 'domain', 'lib', 'local', 'sample', 'cdk.json'],
    packages: ['@aws-sdk/*', 'commander'],
  },
  // Programs of their own: what is compiled of them is kept where it is used.
  wasm: { layers: [], packages: ['assemblyscript/*'] },
  // Runs in the browser, where nothing of Node is.
  page: { layers: ['domain'], packages: ['preact', 'preact/*'] },
  bin: {
    layers: ['cli', 'domain', 'lib'],
    packages: ['aws-cdk-lib'],
  },
  bench: {
    layers: ['cli', 'domain', 'local', 'packages', 'sample'],
    packages: ['commander', 'cli-table3', 'tar'],
  },
  // Programs of their own, which the project does not need: bench/package.json has their packages.
  'bench/peers': { layers: [], packages: ['@duckdb/node-api', 'fastify', 'nodejs-polars'] },
};

const layerOf = (file: string): string =>
  Object.keys(LAYERS)
    .filter((layer) => file.startsWith(`${layer}/`))
    .sort((a, b) => b.length - a.length)[0] ?? file;

function sourceFiles(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    if (name === 'node_modules') return [];
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sourceFiles(path);
    return /\.(ts|tsx|cts|mts|js|cjs|mjs)$/.test(name) ? [path] : [];
  });
}

const imports = (file: string): string[] =>
  ts.preProcessFile(readFileSync(file, 'utf8')).importedFiles.map(({ fileName }) => fileName);

/** Why a file may not import what it does, or undefined if it may. */
function trespass(file: string, imported: string): string | undefined {
  const layer = layerOf(relative(ROOT, file));
  if (isBuiltin(imported)) return imported.startsWith('node:') ? undefined : 'write node: before it';
  if (!imported.startsWith('.')) {
    const allowed = LAYERS[layer].packages.some((name) =>
      name.endsWith('/*') ? imported.startsWith(name.slice(0, -1)) : imported === name,
    );
    return allowed ? undefined : `${layer} may not import the package ${imported}`;
  }
  const target = layerOf(relative(ROOT, resolve(dirname(file), imported)));
  const allowed = target === layer || LAYERS[layer].layers.includes(target);
  return allowed ? undefined : `${layer} may not import ${target}`;
}

/** Files by those that they import, for the sake of a value or a type. */
type ImportGraph = ReadonlyMap<string, readonly string[]>;

function importGraph(files: readonly string[]): ImportGraph {
  const byPath = new Map(files.flatMap((file) => [file, withoutExtension(file)].map((path) => [path, file])));
  const imported = (file: string): string[] =>
    imports(file)
      .filter((name) => name.startsWith('.'))
      .flatMap((name) => byPath.get(resolve(dirname(file), name)) ?? []);
  return new Map(files.map((file) => [file, imported(file)]));
}

const withoutExtension = (file: string): string => file.replace(/\.\w+$/, '');

/** A circle for each file from which the search comes back to itself: its files in the order of import. */
function circles(graph: ImportGraph): string[][] {
  const done = new Set<string>();
  const found: string[][] = [];
  function visit(file: string, path: readonly string[]): void {
    const at = path.indexOf(file);
    if (at >= 0) found.push([...path.slice(at), file]);
    if (at >= 0 || done.has(file)) return;
    for (const imported of graph.get(file) ?? []) visit(imported, [...path, file]);
    done.add(file);
  }
  for (const file of graph.keys()) visit(file, []);
  return found;
}

describe('the layers', () => {
  const files = [...new Set(Object.keys(LAYERS).map((layer) => layer.split('/')[0]))].flatMap((folder) =>
    sourceFiles(join(ROOT, folder)),
  );

  it('import only what the floor plan allows', () => {
    const found = files.flatMap((file) =>
      imports(file).flatMap((imported) => {
        const why = trespass(file, imported);
        return why ? [`${relative(ROOT, file)}: ${imported}: ${why}`] : [];
      }),
    );
    expect(files.length).toBeGreaterThan(50);
    expect(found).toEqual([]);
  });

  it.each([
    ['packages/shop-data/src/datasets.ts', '../lib/settings', 'domain may not import lib'],
    ['lambda/recommender/handler.ts', 'aws-cdk-lib', 'lambda may not import the package aws-cdk-lib'],
    ['packages/models/src/recommender.ts', '../clock', 'packages may not import local'],
    ['packages/embedded-aws/src/account.ts', '../lib/settings', 'local may not import lib'],
    ['packages/tools/browser/app.tsx', '../cli/page/shop', 'page may not import cli'],
    ['packages/shop-data/src/datasets.ts', 'fs', 'write node: before it'],
  ])('fails %s importing %s', (file, imported, why) => {
    expect(trespass(join(ROOT, file), imported)).toBe(why);
  });

  it('let CDK into lib and bin/app.ts alone', () => {
    const users = files
      .filter((file) => imports(file).some((name) => /^(aws-cdk-lib|constructs)/.test(name)))
      .map((file) => relative(ROOT, file))
      .filter((file) => !file.startsWith('lib/'));
    expect(users).toEqual(['bin/app.ts']);
  });

  it('have no circles, not even of types', () => {
    const found = circles(importGraph(files)).map((circle) =>
      circle.map((file) => relative(ROOT, file)).join(' -> '),
    );
    expect(found).toEqual([]);
  });

  it('fails a circle of three files', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', ['a']],
      ['d', []],
    ]);
    expect(circles(graph)).toEqual([['a', 'b', 'c', 'a']]);
  });
});
