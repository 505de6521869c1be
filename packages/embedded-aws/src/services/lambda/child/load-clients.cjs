// @ts-check
'use strict';
const { readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { cachedDataVersionTag } = require('node:v8');
const { Script } = require('node:vm');

/**
 * Loads clients of the SDK, so that whoever requires them later finds them in the module cache: from their bundle, if
 * it has been made, with what V8 compiled of it for a process before this one. That takes a third of the time in which
 * their packages are loaded.
 *
 * @param {readonly string[]} names - those that are not installed are not missed here
 * @param {string} bundle - file that exports each of the clients by its name
 * @returns {() => void} keeps what V8 has compiled, if nobody has: the more has run by then, the better
 */
function loadClients(names, bundle) {
  const source = read(bundle)?.toString('latin1');
  if (source === undefined) {
    names.forEach(requireIfInstalled);
    return () => {};
  }
  const keptIn = `${bundle}.${cachedDataVersionTag()}`;
  const cachedData = read(keptIn);
  const script = new Script(Module.wrap(source), { filename: bundle, cachedData });
  const clients = {};
  script.runInThisContext()(clients, require, { exports: clients }, bundle, path.dirname(bundle));
  for (const [name, exports] of Object.entries(clients)) {
    const file = require.resolve(name);
    require.cache[file] = Object.assign(new Module(file), { filename: file, loaded: true, exports });
  }
  return cachedData && !script.cachedDataRejected ? () => {} : () => keep(keptIn, script.createCachedData());
}

/** @param {string} name */
function requireIfInstalled(name) {
  try {
    require(name);
  } catch {
    return;
  }
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Another process may be about to keep the same. @param {string} file @param {Buffer} data */
function keep(file, data) {
  const unfinished = `${file}.${process.pid}`;
  try {
    writeFileSync(unfinished, data);
    renameSync(unfinished, file);
  } catch {
    // A folder that cannot be written to costs time, nothing else.
  }
}

module.exports = { loadClients };
