// Builds what `npm pack` puts into a tarball: `node build/build-package.mjs app | embedded-aws`, below dist/ of its
// package. In the checkout all packages are imported as TypeScript. A tarball has JavaScript and types. The workspace
// packages that it needs are never published, so the tarball contains them, and their names become relative paths.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { bundlePrograms, inInstalledApp } from './bundle-programs.mjs';
import { notices } from './notices.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * For each package: the folder in dist/; its entry files; whether the entries yield only types, because programs are
 * bundled; files to copy unchanged; and what bundles the rest.
 */
const PACKAGES = {
  app: {
    folder: '.',
    entries: ['lib/index.ts'],
    copied: [
      'glue',
      'packages/tools/browser/style/tokens.css',
      'packages/tools/browser/style/document.css',
      'packages/tools/src/explore/report.css',
    ],
    bundle: async (dist) => [...bundleHandlers(dist), ...(await bundlePrograms('app', dist))],
  },
  'embedded-aws': {
    folder: 'packages/embedded-aws',
    entries: ['packages/embedded-aws/src/index.ts'],
    hasTypesAlone: true,
    copied: [],
    bundle: (dist) => bundlePrograms('embedded-aws', dist),
  },
};

/** TypeScript emits nothing for files in node_modules, where npm links the workspace packages. So their names map to paths. */
const PATHS = Object.fromEntries(
  readdirSync(path.join(ROOT, 'packages')).map((name) => {
    const { name: imported } = JSON.parse(
      readFileSync(path.join(ROOT, 'packages', name, 'package.json'), 'utf8'),
    );
    return [`${imported}/*`, [`./packages/${name}/src/*`]];
  }),
);

/** Ambient declarations are listed, because no import leads to them. */
const AMBIENT = ['packages/wasm/src/webassembly.d.ts'];

const wanted = process.argv[2];
if (!Object.hasOwn(PACKAGES, wanted ?? '')) {
  console.error(`Usage: node build/build-package.mjs ${Object.keys(PACKAGES).join(' | ')}`);
  process.exit(2);
}
const { folder, entries, hasTypesAlone = false, copied, bundle } = PACKAGES[wanted];
const dist = path.join(ROOT, folder, 'dist');
rmSync(dist, { recursive: true, force: true });
const sources = compile(entries, dist);
for (const source of new Set(sources.map((file) => topFolder(path.relative(ROOT, file)))))
  copyPrograms(source);
for (const name of copied) cpSync(path.join(ROOT, name), path.join(dist, name), { recursive: true });
writeFileSync(path.join(dist, 'THIRD-PARTY-NOTICES.txt'), notices(ROOT, await bundle(dist)));

/** Compiles the entries and everything that they import. @returns the project's files among them */
function compile(files, outDir) {
  const config = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config.config, files, include: [] }, ts.sys, ROOT);
  const program = ts.createProgram(
    [...files, ...AMBIENT].map((file) => path.join(ROOT, file)),
    {
      ...options,
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: hasTypesAlone,
      outDir,
      rootDir: ROOT,
      types: ['node'],
      paths: PATHS,
      pathsBasePath: ROOT,
    },
  );
  const { diagnostics } = program.emit(undefined, (file, text) => {
    mkdirSync(path.dirname(file), { recursive: true });
    const placed = withRelativePaths(file, text);
    writeFileSync(file, wanted === 'app' ? inInstalledApp(placed) : placed);
  });
  const problems = [...ts.getPreEmitDiagnostics(program), ...diagnostics];
  if (problems.length > 0)
    throw new Error(
      ts.formatDiagnostics(problems, {
        getCurrentDirectory: () => ROOT,
        getCanonicalFileName: (name) => name,
        getNewLine: () => '\n',
      }),
    );
  return program
    .getSourceFiles()
    .map(({ fileName }) => fileName)
    .filter((file) => !file.includes('/node_modules/'));
}

/** Replaces the imports of workspace packages in a file of dist/ with relative paths. */
function withRelativePaths(file, text) {
  return text.replace(
    /(["'])(@ecommerce-recommenders\/[a-z-]+|embedded-aws)\/([\w./-]+)\1/g,
    (_, quote, name, below) => {
      const target = path.join(dist, 'packages', name.replace('@ecommerce-recommenders/', ''), 'src', below);
      const relative = path.relative(path.dirname(file), target).replaceAll('\\', '/');
      return quote + (relative.startsWith('.') ? relative : `./${relative}`) + quote;
    },
  );
}

/** `packages/NAME/src` or the first folder. */
function topFolder(file) {
  const [first, name, src] = file.split(path.sep);
  return first === 'packages' ? path.join(first, name, src) : first;
}

/** Copies programs in plain JavaScript, and other files that the code finds by path. */
function copyPrograms(source) {
  const from = path.join(ROOT, source);
  if (!statSync(from, { throwIfNoEntry: false })?.isDirectory()) return;
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || /\.(tsx?|md)$/.test(entry.name)) continue;
    const file = path.relative(ROOT, path.join(entry.parentPath ?? entry.path, entry.name));
    const target = path.join(dist, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, withRelativePaths(target, readFileSync(path.join(ROOT, file), 'utf8')));
  }
}

/**
 * Bundles the functions' code as a synth in the checkout does, so that a synth of the tarball need not. @returns what is in it
 */
function bundleHandlers(dist) {
  const lambda = path.join(ROOT, 'lambda');
  const handlers = readdirSync(lambda, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'handler.ts')
    .map((file) => path.join(lambda, file));
  const program = path.join(ROOT, 'lib/shop/functions/make-bundles.cjs');
  const made = execFileSync(process.execPath, [program, lambda, ...handlers], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: Infinity,
  });
  const { inputs, outputs } = JSON.parse(made);
  for (const [file, text] of Object.entries(outputs)) {
    mkdirSync(path.dirname(path.join(dist, 'handlers', file)), { recursive: true });
    writeFileSync(path.join(dist, 'handlers', file), text);
  }
  return inputs;
}
