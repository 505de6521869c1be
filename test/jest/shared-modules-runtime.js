const { createRequire } = require('node:module');
const path = require('node:path');
const { compileFunction } = require('node:vm');
const { default: JestRuntime } = require('jest-runtime');

const ROOT = path.resolve(__dirname, '../..');

/** Test files and their support: loaded for each file. */
const OF_TESTS = /^(?:packages[\\/][\w-]+[\\/])?test[\\/]/;

/** Modules that belong to the file under test. */
const OF_JEST = /^(?:@jest\/globals|jest-|expect$)/;

/** Keeps the tests of one file. */
const CIRCUS = path.join(
  path.dirname(require.resolve('jest-circus/package.json')),
  'build/jestAdapterInit.js',
);

/** Paths of source maps by file. One for all runtimes: a shared module outlives the runtime that compiled it. */
const sourceMaps = new Map();

/** The runtime of the file that runs. */
let current;

require.extensions['.ts'] = (module, file) => module._compile(current.transformCache.transform(file), file);

/**
 * Loads each library and each module of the project once per worker. Jest's own runtime loads them again for every test file,
 * which took most of the time of a run. Needs one-process-environment.js.
 *
 * `jest.mock` does not reach shared modules: use `jest.spyOn`.
 */
module.exports = class SharedModulesRuntime extends JestRuntime {
  constructor(...args) {
    super(...args);
    current = this;
    this.transformCache.sourceMaps = sourceMaps;
    this.executor.compile = (code, filename) =>
      compileFunction(code, this.executor.injectedModuleParameters, { filename });
  }

  requireModuleOrMock(from, name) {
    if (OF_JEST.test(name) || this.testState.isTornDown()) return super.requireModuleOrMock(from, name);
    const require = createRequire(from);
    const file = require.resolve(name);
    const isShared = path.isAbsolute(file) && !OF_TESTS.test(path.relative(ROOT, file));
    return isShared ? require(file) : super.requireModuleOrMock(from, name);
  }

  requireInternalModule(from, name) {
    if (from !== CIRCUS || name !== undefined) return super.requireInternalModule(from, name);
    delete require.cache[CIRCUS];
    delete globalThis[Symbol.for('EVENT_HANDLERS')];
    return require(CIRCUS);
  }
};
