// @ts-check
'use strict';
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const { createRequire, SourceMap, isBuiltin, wrap } = require('node:module');
const path = require('node:path');
const v8 = require('node:v8');
const { Script } = require('node:vm');

const MODULES = path.resolve(__dirname, '../node_modules');
const FOLDER = path.join(MODULES, '.cache/ecommerce-recommenders/bundles');
/** npm writes this file at each installation. */
const INSTALLED = path.join(MODULES, '.package-lock.json');
/**
 * These packages are not bundled: programs, packages that read files next to their code, and a UMD module whose
 * `require`s esbuild does not see.
 */
const EXTERNAL = ['@swc/core', 'aws-cdk', 'aws-cdk-lib', 'esbuild', 'jsonc-parser', 'typescript'];
const { root: ROOT } = path.parse(__dirname);
const WORKSPACE = /^(@ecommerce-recommenders\/|embedded-aws(\/|$))/;

/** Exit code after wrong usage. */
const USAGE = 2;

/**
 * @typedef {object} Bundle
 * @property {[file: string, stamp: string][]} stamps of its sources, see {@link stampOf}
 * @property {string[]} packages that it requires
 * @property {string} code one file of JavaScript
 * @property {Uint8Array} map its source map
 * @property {Uint8Array} [cachedData] V8's code cache
 * @property {number} [bytecode] bytes that V8 had compiled when it made the cache
 */

/**
 * Loads a TypeScript program from a cached bundle with V8's code cache, which saves module resolution and most of the
 * compilation. The bundle is rebuilt when a source changes. The packages that it requires are in a separate bundle,
 * which is rebuilt after an npm install. While Node.js measures coverage, the program is loaded file by file.
 *
 * @param {string} entry - absolute path of its first module
 * @param {object} [options]
 * @param {string} [options.part] - which part of the program to bundle; part of the cache key
 * @param {(file: string) => boolean} [options.isLeftOut] - whether a module stays out of the bundle
 * @param {string} [options.folder] of the cache
 * @returns {Promise<any>} its exports
 */
async function loadBundled(entry, { part = '', isLeftOut = () => false, folder = FOLDER } = {}) {
  if (process.env.NODE_V8_COVERAGE !== undefined) {
    require('./run-typescript.cjs');
    return require(entry);
  }
  const own = createRequire(entry);
  const file = fileFor(folder, entry, part);
  const bundle = read(file) ?? (await makeOfSources(entry, isLeftOut));
  if (bundle.packages.length === 0) return evaluate(file, bundle, own);

  const contents = bundle.packages.map((name) => `exports['${name}'] = () => require('${name}');`).join('\n');
  const packagesFile = fileFor(folder, entry, contents);
  const packages =
    read(packagesFile) ?? (await make({ stdin: { contents, resolveDir: path.dirname(entry) } }));
  const bundled = evaluate(packagesFile, packages, own);
  const both = (/** @type {string} */ name) => bundled[name]?.() ?? own(name);
  return evaluate(file, bundle, Object.assign(both, own));
}

/** @param {string} folder @param {string[]} parts */
function fileFor(folder, ...parts) {
  const key = [__filename, stampOf(__filename), v8.cachedDataVersionTag(), ...parts].join('\n');
  return path.join(folder, createHash('sha256').update(key).digest('hex'));
}

/** Reads a bundle; undefined if it is missing or out of date. @param {string} file @returns {Bundle | undefined} */
function read(file) {
  try {
    const bundle = /** @type {Bundle} */ (v8.deserialize(fs.readFileSync(file)));
    return bundle.stamps.every(([source, stamp]) => stampOf(source) === stamp) ? bundle : undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} file @param {Bundle} bundle */
function write(file, bundle) {
  // The write is atomic, because other processes may write the same file.
  const unfinished = `${file}.${process.pid}`;
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(unfinished, v8.serialize(bundle));
    fs.renameSync(unfinished, file);
  } catch {
    // Without a writable cache, programs only start more slowly.
  }
}

/** @param {string[]} files @returns {Bundle['stamps']} */
const stampsOf = (files) => files.map((file) => [file, stampOf(file)]);

/** A stamp that changes with the file. @param {string} file */
function stampOf(file) {
  const stats = fs.statSync(file, { throwIfNoEntry: false });
  return stats ? `${stats.mtimeMs} ${stats.size}` : '';
}

/** @param {string} entry @param {(file: string) => boolean} isLeftOut */
async function makeOfSources(entry, isLeftOut) {
  /** @type {Set<string>} */
  const sources = new Set();
  /** @type {Set<string>} */
  const packages = new Set();
  const plugin = {
    name: 'sources',
    setup: (/** @type {import('esbuild').PluginBuild} */ build) =>
      keepPlaces(build, { isLeftOut, sources, packages }),
  };
  const built = await make({ entryPoints: [entry], plugins: [plugin] });
  return { ...built, stamps: stampsOf([INSTALLED, ...sources]), packages: [...packages] };
}

/** @param {import('esbuild').BuildOptions} source @returns {Promise<Bundle>} */
async function make(source) {
  const { outputFiles } = await require('esbuild').build({
    ...source,
    ...{ bundle: true, platform: 'node', target: 'node20', supported: { 'dynamic-import': false } },
    ...{ write: false, sourcemap: 'external', sourcesContent: false, outfile: path.join(ROOT, 'bundle.js') },
    ...{ external: EXTERNAL, logLevel: 'error' },
  });
  const [map, code] = outputFiles.map(({ contents }) => contents);
  return {
    stamps: stampsOf([INSTALLED]),
    packages: [],
    // Decoded as UTF-8, because esbuild leaves non-ASCII text in regular expressions unescaped.
    code: Buffer.from(code).toString(),
    map,
  };
}

/**
 * Keeps `__dirname` and `__filename` those of each source, and reads JSON files, such as cdk.json, at run time.
 *
 * @param {import('esbuild').PluginBuild} build
 * @param {{ isLeftOut: (file: string) => boolean, sources: Set<string>, packages: Set<string> }} found - the two sets
 * are filled
 */
function keepPlaces(build, { isLeftOut, sources, packages }) {
  build.onResolve({ filter: /./ }, ({ path: name, resolveDir, kind }) => {
    if (isBuiltin(name) || WORKSPACE.test(name) || EXTERNAL.includes(name)) return undefined;
    if (!name.startsWith('.') && !path.isAbsolute(name)) {
      if (kind !== 'dynamic-import') packages.add(name);
      return { path: name, external: true };
    }
    const file = path.resolve(resolveDir, name);
    return file.endsWith('.json') || isLeftOut(file) ? { path: file, external: true } : undefined;
  });
  build.onLoad({ filter: /\.(ts|cjs|js)$/ }, ({ path: file }) => {
    sources.add(file);
    const source = fs.readFileSync(file, 'utf8');
    if (!/\b__(dir|file)name\b/.test(source)) return undefined;
    const names = [path.dirname(file), file].map((name) => JSON.stringify(name));
    return {
      contents: `const __dirname = ${names[0]}, __filename = ${names[1]};${source}`,
      loader: file.endsWith('.ts') ? 'ts' : 'js',
    };
  });
}

/** @param {string} file @param {Bundle} bundle @param {NodeJS.Require} require */
function evaluate(file, bundle, require) {
  const script = new Script(wrap(bundle.code), { filename: file, cachedData: bundle.cachedData });
  maps.set(file, { map: bundle.map });
  Error.prepareStackTrace = stackInSource;
  process.on('exit', (code) => {
    const { bytecode_and_metadata_size: bytecode } = v8.getHeapCodeStatistics();
    // A run that ends with wrong usage compiles too little to be worth caching.
    if (code === USAGE || (!script.cachedDataRejected && bytecode < 1.1 * (bundle.bytecode ?? 0))) return;
    write(file, { ...bundle, cachedData: script.createCachedData(), bytecode });
  });
  const module = { exports: /** @type {any} */ ({}) };
  script.runInThisContext()(module.exports, require, module);
  return module.exports;
}

/** @type {Map<string, { readonly map: Uint8Array, parsed?: SourceMap }>} */
const maps = new Map();

/**
 * Formats stack traces as Node.js does, with positions in the sources. A source map is parsed only when an error's stack is read.
 *
 * @param {Error} error @param {NodeJS.CallSite[]} frames
 */
function stackInSource(error, frames) {
  return [Error.prototype.toString.call(error), ...frames.map((frame) => `    at ${inSource(frame)}`)].join(
    '\n',
  );
}

/** @param {NodeJS.CallSite} frame */
function inSource(frame) {
  const [file, line, column] = [frame.getFileName() ?? '', frame.getLineNumber(), frame.getColumnNumber()];
  const source = maps.get(file);
  if (source === undefined) return String(frame);
  source.parsed ??= new SourceMap(JSON.parse(Buffer.from(source.map).toString()));
  /** @type {Partial<import('node:module').SourceMapping>} */
  const found = source.parsed.findEntry(Number(line) - 1, Number(column) - 1);
  if (found.originalSource === undefined) return String(frame);
  const place = `${path.join(ROOT, found.originalSource)}:${Number(found.originalLine) + 1}:${Number(found.originalColumn) + 1}`;
  return String(frame).replace(`${file}:${line}:${column}`, place);
}

module.exports = { loadBundled };
