// @ts-check
'use strict';
const Module = require('node:module');
const path = require('node:path');
const { Script } = require('node:vm');
const { KeptModules, stampOf } = require('./kept-modules.cjs');
const { compiled } = require('./run-typescript.cjs');
const { stackInSource } = require('./stack-in-source.cjs');

/** The parts of Node.js's loader that its types leave out. @type {any} */
const loader = Module;

/** What Node.js puts before the code of a module, on its first line. */
const BEFORE_CODE = Module.wrap('').indexOf('\n');

/** Exit code of wrong usage. */
const USAGE = 2;

/**
 * Makes a program start quickly: it remembers the modules of its runs, with V8's code cache and the files that their
 * `require`s mean. Loading these takes a third of the time. Call it before the program is loaded. Where Node.js
 * counts coverage, the program loads as usual.
 *
 * @param {string} program - its name; each has a memory of its own
 * @param {string} [folder] for that memory
 */
function startQuickly(program, folder) {
  if (process.env.NODE_V8_COVERAGE !== undefined) return;
  const kept = new KeptModules(program, folder);
  loadFrom(kept);
  resolveFrom(kept);
  // Node.js would parse every source map as soon as the module loads.
  process.setSourceMapsEnabled(false);
  Error.prepareStackTrace = stackInSource((file) => kept.get(file)?.map ?? '');
  process.on('exit', (code) => {
    // A mistyped name is no program.
    if (code !== USAGE) kept.save();
  });
}

/** Code from a cache has no `import()`. */
const IMPORTS = /\bimport\(/;

/** Replaces how Node.js loads TypeScript and CommonJS. @param {KeptModules} kept */
function loadFrom(kept) {
  const loadUsually = /** @type {(module: any, file: string) => void} */ (require.extensions['.js']);

  require.extensions['.ts'] = (/** @type {any} */ module, file) => {
    if (kept.get(file) === undefined) {
      const stamp = stampOf(file);
      const code = compiled(file);
      const end = code.lastIndexOf('\n//# sourceMappingURL=');
      kept.add(file, { stamp, code: code.slice(0, end), map: code.slice(code.indexOf(',', end) + 1) });
    }
    evaluate(module, file, scriptOf(file));
  };

  require.extensions['.js'] = (/** @type {any} */ module, file) => {
    if (kept.get(file) !== undefined) return evaluate(module, file, scriptOf(file));
    const stamp = stampOf(file);
    // Node.js reads the file first, and decides whether it is CommonJS.
    module._compile = (
      /** @type {string} */ code,
      /** @type {string} */ name,
      /** @type {string} */ format,
    ) => {
      delete module._compile;
      if (format === 'module' || IMPORTS.test(code)) return module._compile(code, name, format);
      kept.add(file, { stamp, code, map: '' });
      const script = scriptOrNone(file);
      if (script) return evaluate(module, file, script);
      kept.remove(file);
      return module._compile(code, name, format);
    };
    loadUsually(module, file);
  };

  /** Undefined for what only Node.js can compile, such as a file with `#!`. @param {string} file */
  function scriptOrNone(file) {
    try {
      return scriptOf(file);
    } catch (error) {
      if (error instanceof SyntaxError) return undefined;
      throw error;
    }
  }

  /** Its code where it has no script. @param {string} file @returns {Script | string} */
  function scriptOf(file) {
    const { code, cachedData } = /** @type {import('./kept-modules.cjs').KeptModule} */ (kept.get(file));
    if (IMPORTS.test(code)) return code;
    const script = new Script(Module.wrap(code), { filename: file, columnOffset: -BEFORE_CODE, cachedData });
    if (cachedData === undefined || script.cachedDataRejected)
      kept.learn(file, () => script.createCachedData());
    return script;
  }
}

/** @param {any} module @param {string} file @param {Script | string} script */
function evaluate(module, file, script) {
  if (typeof script === 'string') return module._compile(script, file);
  script
    .runInThisContext()
    .call(module.exports, module.exports, requireOf(module), module, file, path.dirname(file));
}

/** The `require` of a module. @param {any} module */
function requireOf(module) {
  const own = (/** @type {string} */ request) => module.require(request);
  const resolve = (/** @type {string} */ request, /** @type {object | undefined} */ options) =>
    loader._resolveFilename(request, module, false, options);
  resolve.paths = (/** @type {string} */ request) => loader._resolveLookupPaths(request, module);
  const { cache, extensions, main } = require;
  return Object.assign(own, { resolve, cache, extensions, main });
}

/** Remembers which files are meant. @param {KeptModules} kept */
function resolveFrom(kept) {
  const resolve = loader._resolveFilename;
  loader._resolveFilename = (
    /** @type {string} */ request,
    /** @type {any} */ parent,
    /** @type {boolean} */ isMain,
    /** @type {object | undefined} */ options,
  ) => {
    if (options !== undefined || !parent?.filename) return resolve(request, parent, isMain, options);
    const question = `${path.dirname(parent.filename)}\n${request}`;
    const known = kept.targets.get(question);
    if (known !== undefined) return known;
    const target = resolve(request, parent, isMain, options);
    // Not built-in modules, nor data in folders that change: of those, changes go unnoticed.
    if (/\.(ts|c?js)$/.test(target)) kept.targets.set(question, target);
    return target;
  };
}

module.exports = { startQuickly };
