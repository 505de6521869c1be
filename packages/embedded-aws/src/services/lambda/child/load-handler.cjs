// @ts-check
'use strict';
const { existsSync, readFileSync } = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { isNativeError } = require('node:util').types;

/**
 * Loads a handler by name: `folder/file.export`, with nested exports (`file.a.b`) and files ending in .js,
 * .mjs or .cjs.
 *
 * @param {string} root - code folder
 * @param {string} name
 * @param {(file: string, isEsModule: boolean) => unknown} [load] - loads a file's exports
 * @returns {Promise<(event: unknown, context: object, callback: Function) => unknown>}
 */
async function loadHandler(root, name, load = loadFile) {
  const { dir, base } = path.parse(name);
  const [, file, exported] = /^([^.]*)\.(.+)$/.exec(base) ?? [];
  if (file === undefined) throw runtimeError('Runtime.MalformedHandlerName', `Bad handler ${name}`);
  const module = await loadModule(root, path.join(dir, file), load);
  /** @type {any} */
  let handler = module;
  for (const part of exported.split('.')) handler = handler?.[part];
  if (handler === undefined)
    throw runtimeError('Runtime.HandlerNotFound', `${name} is undefined or not exported`);
  if (typeof handler !== 'function')
    throw runtimeError('Runtime.HandlerNotFound', `${name} is not a function`);
  return handler;
}

/** @param {string} root @param {string} module @param {(file: string, isEsModule: boolean) => unknown} load */
async function loadModule(root, module, load) {
  const extension = ['.js', '.mjs', '.cjs'].find((end) => existsSync(path.resolve(root, module + end)));
  if (extension === undefined)
    throw runtimeError('Runtime.ImportModuleError', `Error: Cannot find module '${module}'`);
  const file = path.resolve(root, module + extension);
  const isEsModule = extension === '.mjs' || (extension === '.js' && isTypeModule(path.dirname(file), root));
  try {
    return await load(file, isEsModule);
  } catch (error) {
    throw asRuntimeError(error);
  }
}

/** @param {string} file @param {boolean} isEsModule */
const loadFile = (file, isEsModule) => (isEsModule ? import(pathToFileURL(file).href) : require(file));

/**
 * Whether the nearest package.json within the code folder says `"type": "module"`.
 *
 * @param {string} folder @param {string} root
 * @returns {boolean}
 */
function isTypeModule(folder, root) {
  const manifest = path.join(folder, 'package.json');
  if (existsSync(manifest)) return JSON.parse(readFileSync(manifest, 'utf8')).type === 'module';
  return folder !== root && isTypeModule(path.dirname(folder), root);
}

const MISSING_MODULE = new Set(['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND']);

/** @param {unknown} error */
function asRuntimeError(error) {
  if (!isNativeError(error)) return error;
  const code = /** @type {NodeJS.ErrnoException} */ (error).code ?? '';
  if (MISSING_MODULE.has(code)) return runtimeError('Runtime.ImportModuleError', `Error: ${error.message}`);
  if (error.name === 'SyntaxError')
    return runtimeError('Runtime.UserCodeSyntaxError', `SyntaxError: ${error.message}`);
  return error;
}

/** @param {string} name @param {string} message */
const runtimeError = (name, message) => Object.assign(new Error(message), { name });

module.exports = { loadHandler };
