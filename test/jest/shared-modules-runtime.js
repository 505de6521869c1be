const asyncHooks = require('node:async_hooks');
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

const { AsyncLocalStorage } = asyncHooks;

/** What the circus of the file that runs stores in asynchronous contexts. */
const storages = [];

class FileStorage extends AsyncLocalStorage {
  constructor() {
    super();
    storages.push(this);
  }
}

/** Name of the symbol, another one for each circus, under which it keeps the tests of its file. */
const STATE = 'JEST_STATE_SYMBOL';

/** Paths of source maps by file. One for all runtimes: a shared module outlives the runtime that compiled it. */
const sourceMaps = new Map();

/** The runtime of the file that runs. */
let current;

/** Has a loader note the tokens that a module of aws-cdk-lib makes as it is loaded, such as JsonPath.DISCARD, by their numbers. */
const notingTokens = (load) => (module, file) => {
  const from = globalThis.__cdkTokenMap?.tokenCounter ?? 0;
  load(module, file);
  const map = globalThis.__cdkTokenMap;
  if (map?.tokenCounter > from) (map.ofModules ??= []).push([from, map.tokenCounter]);
};

require.extensions['.js'] = notingTokens(require.extensions['.js']);
require.extensions['.ts'] = notingTokens((module, file) =>
  module._compile(current.transformCache.transform(file), file),
);

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
    forgetCircus();
    asyncHooks.AsyncLocalStorage = FileStorage;
    try {
      return require(CIRCUS);
    } finally {
      asyncHooks.AsyncLocalStorage = AsyncLocalStorage;
    }
  }
};

/**
 * Frees the circus of the file before, and with it that file's tests. Node.js copies the stores of every storage that is not disabled
 * into every promise, for as long as the process lives.
 */
function forgetCircus() {
  for (const storage of storages.splice(0)) storage.disable();
  delete require.cache[CIRCUS];
  module.children = module.children.filter(({ filename }) => filename !== CIRCUS);
  delete globalThis[Symbol.for('EVENT_HANDLERS')];
  for (const symbol of Object.getOwnPropertySymbols(globalThis))
    if (symbol.description === STATE) delete globalThis[symbol];
}
