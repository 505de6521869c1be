// @ts-check
'use strict';
/*
 * Bundles each element into one module. `require(…).buildElement(NAME)` returns its text, for the API that serves it;
 * `node build-element.cjs` writes dist/, for npm. It is synchronous, because a synth cannot await promises.
 */
const { mkdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { minifySync } = require('@swc/core');
const { buildSync, transformSync } = require('esbuild');

/** Folder with everything that {@link buildElement} reads. */
const SOURCES = path.join(__dirname, 'src');
/** The elements. Each has a module of its name. */
const ELEMENTS = /** @type {const} */ (['recommended-items', 'ranked-items']);
/** @param {string} name */
const entryOf = (name) => path.join(SOURCES, `${name}.ts`);
const TARGET = 'es2022';

/**
 * The minified ES module. It needs only a browser, and contains no markup.
 *
 * @param {typeof ELEMENTS[number]} name
 * @returns {string}
 */
function buildElement(name) {
  const style = transformSync(readFileSync(path.join(SOURCES, 'style.css'), 'utf8'), {
    loader: 'css',
    minify: true,
    // The style already contains the prefixes that it needs.
    target: 'esnext',
  });
  const { outputFiles } = buildSync({
    absWorkingDir: __dirname,
    entryPoints: [entryOf(name)],
    tsconfig: path.join(SOURCES, 'tsconfig.json'),
    // esbuild leaves spaces in the fallbacks of var(), so they are removed here.
    define: { STYLE: JSON.stringify(style.code.trim().replaceAll(', ', ',')) },
    bundle: true,
    minifySyntax: true,
    write: false,
    format: 'esm',
    target: TARGET,
    charset: 'utf8',
    logLevel: 'silent',
  });
  // esbuild leaves variables that are used only once; swc inlines them.
  const { code } = minifySync(outputFiles[0].text, {
    compress: { ecma: 2022, passes: 4, toplevel: true, unsafe_arrows: true },
    mangle: { toplevel: true },
    ecma: 2022,
    module: true,
  });
  return code;
}

/**
 * Writes module and types.
 *
 * @param {string} dist
 */
function writeDist(dist) {
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  for (const name of ELEMENTS) writeFileSync(path.join(dist, `${name}.js`), buildElement(name));
  // Node.js otherwise treats .js files as CommonJS.
  writeFileSync(path.join(dist, 'package.json'), '{ "type": "module", "sideEffects": true }\n');
  writeTypes(dist);
}

/** @param {string} dist */
function writeTypes(dist) {
  const ts = require('typescript');
  const { config } = ts.readConfigFile(path.join(SOURCES, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, SOURCES);
  const program = ts.createProgram(ELEMENTS.map(entryOf), {
    ...options,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    outDir: dist,
    rootDir: SOURCES,
  });
  // Node.js requires file extensions in imports.
  const { diagnostics } = program.emit(undefined, (/** @type {string} */ file, /** @type {string} */ text) =>
    writeFileSync(file, text.replace(/ from '(\.\/[\w-]+)'/g, " from '$1.js'")),
  );
  const problems = [...ts.getPreEmitDiagnostics(program), ...diagnostics];
  if (problems.length > 0) throw new Error(ts.formatDiagnostics(problems, ts.createCompilerHost(options)));
}

module.exports = { buildElement, ELEMENTS, SOURCES };
if (require.main === module) writeDist(path.join(__dirname, 'dist'));
