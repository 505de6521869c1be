// @ts-check
'use strict';
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { threadId } = require('node:worker_threads');

/** Cache version: increment when the compilation changes. */
const FORMAT = 2;
const CACHE = path.resolve(__dirname, '../node_modules/.cache/ecommerce-recommenders');
const CACHE_FOLDER = path.join(CACHE, 'compiled');

// Makes Node.js run TypeScript: `node -r ./bin/run-typescript.cjs FILE`. Of ts-node it uses only the transpiler. The rest loads
// TypeScript and Node's REPL, and with it `domain`, which slows down every event emitter. Compiled code is cached.
process.setSourceMapsEnabled(true);
// From Node.js 22 on, V8's bytecode is cached as well. The folder is our own, because other programs could write to
// Node.js's default one.
/** @type {{ enableCompileCache?: (folder: string) => void }} */ (Module).enableCompileCache?.(
  path.join(CACHE, 'bytecode'),
);
require.extensions['.ts'] = runTypescript;
// The pinned AWS SDK supports Node.js 20, but warns at every start that later SDK versions will not.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/** @param {any} module @param {string} file */
function runTypescript(module, file) {
  module._compile(compiled(file), file);
}

/** @param {string} file */
function compiled(file) {
  const source = readFileSync(file, 'utf8');
  const key = createHash('sha256').update(`${FORMAT}\n${file}\n${source}`).digest('hex');
  const kept = path.join(CACHE_FOLDER, `${key}.js`);
  try {
    return readFileSync(kept, 'utf8');
  } catch {
    const code = compile(source, file);
    keep(kept, code);
    return code;
  }
}

/** The name is a variable, because the module has no types. */
const TRANSPILER = 'ts-node/transpilers/swc';

/** @type {import('ts-node').Transpiler | undefined} */
let transpiler;

/** @param {string} source @param {string} file */
function compile(source, file) {
  transpiler ??= createTranspiler();
  const { outputText, sourceMapText = '' } = transpiler.transpile(source, { fileName: file });
  const map = Buffer.from(sourceMapText).toString('base64');
  return `${outputText}\n//# sourceMappingURL=data:application/json;base64,${map}`;
}

/** @returns {import('ts-node').Transpiler} */
function createTranspiler() {
  const options = {
    target: 9, // ES2022
    // CommonJS: `import()` becomes `require`, too. A real `import()` would bypass this hook, and Node.js alone cannot
    // load our TypeScript. As a consequence, on Node.js 20 no package that consists of ES modules can be loaded.
    module: 1,
    esModuleInterop: true,
    strict: true,
    sourceMap: true,
  };
  /** @type {{ create(settings: object): import('ts-node').Transpiler }} */
  const { create } = require(TRANSPILER);
  return create({
    service: { config: { options } },
    transpilerConfigLocalResolveHelper: require.resolve,
  });
}

/**
 * Writes atomically, because other processes and threads may write the same file.
 *
 * @param {string} file
 * @param {string} code
 */
function keep(file, code) {
  const unfinished = `${file}.${process.pid}.${threadId}`;
  try {
    mkdirSync(CACHE_FOLDER, { recursive: true });
    writeFileSync(unfinished, code);
    renameSync(unfinished, file);
  } catch {
    // Without a writable cache, commands only start more slowly.
  }
}

module.exports = { compiled };
