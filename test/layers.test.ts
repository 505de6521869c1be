import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { partOf, SETTING_NAMES } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { PARTS, partGaps } from './support/stack-parts';

const ROOT = resolve(__dirname, '..');

/** What npm reads of a package. */
interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as Manifest;

/** The manifests of the workspace, by folder. */
const PACKAGES = new Map(
  readdirSync(join(ROOT, 'packages')).map((name) => [`packages/${name}`, manifestOf(`packages/${name}`)]),
);

const isOfWorkspace = (name: string): boolean => [...PACKAGES.values()].some((one) => one.name === name);

/**
 * What a package's sources may import: what users of it get. Packages of the workspace are none of its dependencies where
 * it is packed, because they are built into it.
 */
const importable = ({ dependencies = {}, devDependencies = {} }: Manifest): string[] => [
  ...Object.keys(dependencies),
  ...Object.keys(devDependencies).filter(isOfWorkspace),
];

const OURS = ['csv', 'models', 'personalize', 'shop-data', 'storefront', 'tools', 'wasm'].map(
  (name) => `@ecommerce-recommenders/${name}`,
);
const [CSV, MODELS, PERSONALIZE, SHOP_DATA, , TOOLS] = OURS;

const LAMBDA = [CSV, PERSONALIZE, SHOP_DATA, '@aws-sdk/*', '@smithy/core'];
const LIB = [CSV, PERSONALIZE, SHOP_DATA, 'aws-cdk-lib', 'constructs'];

/** The folders of a part, and what they may import. */
const foldersOf = ([part, others]: [string, readonly string[]]): [string, readonly string[]][] => [
  [`lib/${part}`, [...LIB, ...others.map((other) => `lib/${other}`)]],
  [`lambda/${part}`, [...LAMBDA, ...others.map((other) => `lambda/${other}`)]],
];

/** What folders may import whose limits no manifest holds: other folders, and packages by name or `scope/*`. */
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(Object.entries(PARTS).flatMap(foldersOf)),
  // One function handles the custom resources of all add-ons.
  'lambda/add-ons/resources': [...LAMBDA, ...Object.keys(PARTS).map((part) => `lambda/${part}`)],
  // Similar items are found by a model that needs no training.
  'lambda/lists': [...LAMBDA, MODELS, ...PARTS.lists.map((other) => `lambda/${other}`)],
  // It puts the parts together.
  'lib/app': [...LIB, 'lib'],
  lib: [...LIB, 'lib'],
  bin: ['lib', SHOP_DATA, PERSONALIZE, TOOLS, 'embedded-aws', 'aws-cdk-lib'],
  // Runs in the browser, which has nothing of Node.js.
  'packages/tools/browser': [
    ...['page/page-answers', 'page/phases', 'pictures', 'failure/stack-failure', 'deployed/without-hash'].map(
      (file) => `packages/tools/src/${file}`,
    ),
    ...[CSV, MODELS, PERSONALIZE, SHOP_DATA, 'preact'],
  ],
  'packages/wasm/assembly': [],
  bench: [
    ...[...OURS, 'embedded-aws', '@aws-sdk/client-cloudformation', '@aws-sdk/client-s3'],
    ...['commander', 'cli-table3', 'tar', 'csv-parse'],
    // Types alone; dev/ has it.
    ...['playwright-core', 'dev/from-dev.cjs'],
  ],
  // Programs that the project does not need: bench/package.json has their packages, and dev/ has DuckDB.
  'bench/peers': ['dev/load.mjs', 'fastify'],
  // Nothing imports its packages, but for types: dev/load.mjs, dev/from-dev.cjs and open-duckdb.ts of the tools load them, and say
  // what to run where dev/ is not installed.
  dev: [],
  // VitePress reads it.
  'dev/site': ['vitepress'],
  ...Object.fromEntries([...PACKAGES].map(([folder, manifest]) => [`${folder}/src`, importable(manifest)])),
  // Libraries that its tarball has in its bundles, which are so no dependencies of it.
  'packages/embedded-aws/src': [
    ...importable(PACKAGES.get('packages/embedded-aws')!),
    ...['commander', 'croner', 'fast-xml-parser', 'fflate', 'jsonata', 'yaml'],
  ],
  // The report of explore has words of the page.
  'packages/tools/src': [...importable(PACKAGES.get('packages/tools')!), 'packages/tools/browser/texts'],
  // A shop's page loads it, and nothing else with it.
  'packages/storefront/src': [],
};

/** Single files above a package that some of its files read. */
const EXCEPTIONS = new Map([
  ['packages/tools/src', ['package.json']],
  ['packages/embedded-aws/src', ['packages/embedded-aws/package.json']],
]);

const folderOf = (file: string): string | undefined =>
  Object.keys(FOLDERS)
    .filter((folder) => file.startsWith(`${folder}/`))
    .sort((a, b) => b.length - a.length)[0];

function sourceFiles(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    if (name === 'node_modules' || name === 'venv') return [];
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sourceFiles(path);
    return /\.(ts|tsx|cts|mts|js|cjs|mjs)$/.test(name) ? [path] : [];
  });
}

const imports = (file: string): string[] =>
  ts.preProcessFile(readFileSync(file, 'utf8')).importedFiles.map(({ fileName }) => fileName);

/** `@scope/name` or `name` of an import that is no path. */
const packageOf = (imported: string): string =>
  imported
    .split('/')
    .slice(0, imported.startsWith('@') ? 2 : 1)
    .join('/');

/** Why a file may not import what it does, or undefined if it may. */
function trespass(file: string, imported: string): string | undefined {
  const folder = folderOf(relative(ROOT, file))!;
  if (isBuiltin(imported)) return imported.startsWith('node:') ? undefined : 'write node: before it';
  const allowed = FOLDERS[folder];
  if (!imported.startsWith('.')) {
    const name = packageOf(imported);
    const isAllowed = allowed.some((one) =>
      one.endsWith('/*') ? name.startsWith(one.slice(0, -1)) : name === one,
    );
    return isAllowed ? undefined : `${folder} may not import the package ${name}`;
  }
  const target = relative(ROOT, resolve(dirname(file), imported));
  if (folderOf(target) === folder || EXCEPTIONS.get(folder)?.includes(target)) return undefined;
  return allowed.some((one) => target === one || target.startsWith(`${one}/`))
    ? undefined
    : `${folder} may not import ${target}`;
}

/** Files by those that they import, for the sake of a value or a type. */
type ImportGraph = ReadonlyMap<string, readonly string[]>;

function importGraph(files: readonly string[]): ImportGraph {
  const byPath = new Map(files.flatMap((file) => [file, withoutExtension(file)].map((path) => [path, file])));
  const imported = (file: string): string[] =>
    imports(file)
      .map((name) => (name.startsWith('.') ? resolve(dirname(file), name) : pathInWorkspace(name)))
      .flatMap((path) => byPath.get(path) ?? []);
  return new Map(files.map((file) => [file, imported(file)]));
}

/** Where `package/path` lies, or the same name for a package of somebody else. */
function pathInWorkspace(imported: string): string {
  const [folder] = [...PACKAGES].find(([, { name }]) => imported.startsWith(`${name}/`)) ?? [];
  return folder === undefined
    ? imported
    : join(ROOT, folder, 'src', imported.slice(packageOf(imported).length));
}

const withoutExtension = (file: string): string => file.replace(/\.\w+$/, '');

/** What a deployment of the core loads first: its construct, and its handler. */
const CORE_ENTRIES = ['lib/shop/ecommerce-recommenders.ts', 'lambda/shop/resources/handler.ts'];

/** Lines of the core with all that it loads. It may only become less. */
const MOST_OF_CORE = 8_650;

/** The files that the core loads, for the sake of a value or a type. */
function ofCore(graph: ImportGraph): string[] {
  const loaded = new Set<string>();
  const load = (file: string): void => {
    if (loaded.has(file)) return;
    loaded.add(file);
    for (const imported of graph.get(file) ?? []) load(imported);
  };
  for (const entry of CORE_ENTRIES) load(join(ROOT, entry));
  return [...loaded].map((file) => relative(ROOT, file));
}

/** Whether a file is an add-on's: in its folder of constructs, handlers or contracts, or the table of its settings. */
const isOfAddOn = (file: string): boolean =>
  /^(lib|lambda)\/(?!shop\/)/.test(file) ||
  /\/contracts\/(api|batch|fresh-data|lists|rules|shelves)\//.test(file) ||
  /\/settings\/(?!core-)[\w-]*settings\.ts$/.test(file);

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
  // A part may have no functions; a bench of peers has packages of its own.
  const files = Object.keys(FOLDERS)
    .filter((folder) => folder !== 'bench/peers' && existsSync(join(ROOT, folder)))
    .flatMap((folder) => sourceFiles(join(ROOT, folder)));

  it('import only what their manifest or the table allows', () => {
    const found = files.flatMap((file) =>
      imports(file).flatMap((imported) => {
        const why = trespass(file, imported);
        return why ? [`${relative(ROOT, file)}: ${imported}: ${why}`] : [];
      }),
    );
    expect(files.length).toBeGreaterThan(500);
    expect(found).toEqual([]);
  });

  it('know each part of the stack, and find its functions and constructs', () => {
    expect(partGaps(ROOT, PARTS)).toEqual([]);
    const { lists, ...others } = PARTS;
    expect(lists).toContain('shop');
    expect(partGaps(ROOT, others as typeof PARTS)).toContain(
      'lib/lists is no part in test/support/stack-parts.ts',
    );
  });

  it('keep what the core loads small, and apart from the add-ons', () => {
    const loaded = ofCore(importGraph(files));
    const lines = loaded.map((file) => readFileSync(join(ROOT, file), 'utf8').split('\n').length - 1);
    expect(lines.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(MOST_OF_CORE);
    expect(loaded.filter(isOfAddOn)).toEqual([]);
  });

  it('keep what doctor checks in folders named as the parts, and its core apart from them', () => {
    const doctor = join(ROOT, 'packages/tools/src/doctor');
    const folders = readdirSync(doctor).filter((name) => statSync(join(doctor, name)).isDirectory());
    expect(folders.filter((name) => name !== 'app' && !Object.hasOwn(PARTS, name))).toEqual([]);
    const ofCore = sourceFiles(join(doctor, 'shop')).flatMap((file) =>
      imports(file).map((imported) => relative(doctor, resolve(dirname(file), imported))),
    );
    const ofOthers = folders.filter((name) => name !== 'shop').map((name) => `${name}/`);
    expect(ofCore.filter((path) => ofOthers.some((folder) => path.startsWith(folder)))).toEqual([]);
    const table = readFileSync(join(doctor, 'checks.ts'), 'utf8');
    expect(folders.filter((name) => !table.includes(`'./${name}/`))).toEqual([]);
  });

  it('hand every setting of an add-on on', () => {
    const source = readFileSync(join(ROOT, 'lib/app/add-ons.ts'), 'utf8');
    const ofAddOns = SETTING_NAMES.filter((name) => !['core', 'app'].includes(partOf(name)));
    expect(ofAddOns.length).toBeGreaterThan(15);
    // By servedBy.
    const missing = ofAddOns.filter(
      (name) => name !== 'serving' && !new RegExp(`\\b${name}\\b`).test(source),
    );
    expect(missing).toEqual([]);
  });

  it.each([
    ['lambda/shop/resources/handler.ts', 'aws-cdk-lib', 'lambda/shop may not import the package aws-cdk-lib'],
    ['lib/shop/ecommerce-recommenders.ts', '../lists/lists', 'lib/shop may not import lib/lists/lists'],
    ['packages/shop-data/src/data/datasets.ts', 'fs', 'write node: before it'],
  ])('fails %s importing %s', (file, imported, why) => {
    expect(trespass(join(ROOT, file), imported)).toBe(why);
  });

  it('let CDK into lib and the apps in bin alone', () => {
    const users = files
      .filter((file) => imports(file).some((name) => /^(aws-cdk-lib|constructs)/.test(name)))
      .map((file) => relative(ROOT, file))
      .filter((file) => !file.startsWith('lib/'));
    expect(users).toEqual(['bin/app.ts', 'bin/moved-app.ts']);
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

  it('export no function or constant that only their own file names', () => {
    const readers = [
      ...files,
      ...['build', 'examples', 'test'].flatMap((folder) => sourceFiles(join(ROOT, folder))),
    ];
    for (const folder of PACKAGES.keys()) {
      const tests = join(ROOT, folder, 'test');
      if (existsSync(tests)) readers.push(...sourceFiles(tests));
    }
    const namedIn = new Map<string, number>();
    for (const file of new Set(readers))
      for (const name of new Set(readFileSync(file, 'utf8').match(/[A-Za-z_$][\w$]*/g)))
        namedIn.set(name, (namedIn.get(name) ?? 0) + 1);
    const unused = files.flatMap((file) =>
      Array.from(
        readFileSync(file, 'utf8').matchAll(/^export (?:async )?(?:const|function\*?) ([\w$]+)/gm),
        ([, name]) => name,
      )
        .filter((name) => namedIn.get(name) === 1)
        .map((name) => `${relative(ROOT, file)}: ${name}`),
    );
    expect(unused).toEqual([]);
  });
});
