// @ts-check
'use strict';
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { cachedDataVersionTag } = require('node:v8');

/** Version of the file below: increment when it changes. */
const FORMAT = 1;
const MODULES = path.resolve(__dirname, '../node_modules');
const FOLDER = path.join(MODULES, '.cache/ecommerce-recommenders/programs');
/** npm writes it whenever it installs. */
const INSTALLED = path.join(MODULES, '.package-lock.json');

/**
 * @typedef {object} KeptModule
 * @property {string} stamp when the module was read, see {@link stampOf}
 * @property {string} code JavaScript
 * @property {string} map source map in base64, '' for none
 * @property {Buffer} [cachedData] V8's code cache
 */

/** @typedef {[file: string, stamp: string, codeBytes: number, mapBytes: number, cacheBytes: number]} Entry */

/**
 * The modules that earlier runs of a program have loaded, in one file. It counts as a whole, and only while no file,
 * folder or package.json of a module has changed.
 *
 * File: length of the index, index in JSON, then code, source map and code cache of each module.
 */
class KeptModules {
  /** Which file a `require` means, by its folder and request. @type {Map<string, string>} */
  targets = new Map();
  /** @type {Map<string, KeptModule>} */
  #modules = new Map();
  /** Code caches that are not in the file yet. @type {Map<string, () => Buffer>} */
  #learnt = new Map();
  /** @type {string} */
  #file;
  /** @type {number | undefined} */
  #opened;

  /** @param {string} program @param {string} [folder] that the file is in */
  constructor(program, folder = FOLDER) {
    const key = [
      FORMAT,
      __dirname,
      cachedDataVersionTag(),
      ...process.execArgv,
      process.env.NODE_OPTIONS,
      program,
    ];
    this.#file = path.join(folder, createHash('sha256').update(key.join('\n')).digest('hex'));
    try {
      this.#read();
    } catch {
      // There is none, or it is damaged.
      this.#forget();
    }
  }

  /** @param {string} file */
  get(file) {
    return this.#modules.get(file);
  }

  /** @param {string} file @param {KeptModule} module */
  add(file, module) {
    this.#modules.set(file, module);
  }

  /** @param {string} file */
  remove(file) {
    this.#modules.delete(file);
    this.#learnt.delete(file);
  }

  /** @param {string} file @param {() => Buffer} cachedData - called late, when V8 has compiled more of it */
  learn(file, cachedData) {
    this.#learnt.set(file, cachedData);
  }

  /** Writes the file, if there is anything new. */
  save() {
    if (this.#learnt.size === 0) return;
    /** @type {Entry[]} */
    const files = [];
    const parts = [];
    for (const [file, module] of this.#modules) {
      const { stamp, code, map } = module;
      const bytes = [Buffer.from(code), Buffer.from(map), this.#learnt.get(file)?.() ?? module.cachedData];
      const [codeBytes, mapBytes, cacheBytes] = bytes.map((part) => part?.length ?? 0);
      files.push([file, stamp, codeBytes, mapBytes, cacheBytes]);
      parts.push(...bytes.filter((part) => part !== undefined));
    }
    const places = placesOf(this.#modules.keys()).map((place) => [place, stampOf(place)]);
    const index = Buffer.from(JSON.stringify({ places, targets: [...this.targets], files }));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(index.length);
    // Atomically: other processes may write the same file.
    const unfinished = `${this.#file}.${process.pid}`;
    try {
      fs.mkdirSync(path.dirname(this.#file), { recursive: true });
      fs.writeFileSync(unfinished, Buffer.concat([length, index, ...parts]));
      // Windows replaces no file that is open.
      if (this.#opened !== undefined) fs.closeSync(this.#opened);
      fs.renameSync(unfinished, this.#file);
    } catch {
      // Without a writable cache, programs only start more slowly.
    }
  }

  #forget() {
    this.targets = new Map();
    this.#modules = new Map();
  }

  #read() {
    const opened = (this.#opened = fs.openSync(this.#file, 'r'));
    const bytes = (/** @type {number} */ at, /** @type {number} */ length) => {
      const part = Buffer.alloc(length);
      fs.readSync(opened, part, 0, length, at);
      return part;
    };
    const indexBytes = bytes(0, 4).readUInt32LE();
    const { places, targets, files } = JSON.parse(bytes(4, indexBytes).toString());
    const stamps = [...places, ...files];
    if (stamps.some(([place, stamp]) => stampOf(place) !== stamp)) return;
    this.targets = new Map(targets);
    let at = 4 + indexBytes;
    for (const [file, stamp, codeBytes, mapBytes, cacheBytes] of /** @type {Entry[]} */ (files)) {
      const [code, map, cache] = [at, at + codeBytes, at + codeBytes + mapBytes];
      at = cache + cacheBytes;
      // Read when needed: a run loads only some.
      this.#modules.set(file, {
        stamp,
        get code() {
          return bytes(code, codeBytes).toString();
        },
        get map() {
          return bytes(map, mapBytes).toString();
        },
        get cachedData() {
          return cacheBytes === 0 ? undefined : bytes(cache, cacheBytes);
        },
      });
    }
  }
}

/** Differs once the file or folder has changed. @param {string} place */
function stampOf(place) {
  const stats = fs.statSync(place, { throwIfNoEntry: false });
  return stats ? `${stats.mtimeMs} ${stats.size}` : '';
}

/** What decides which file a `require` means, besides the files themselves. @param {Iterable<string>} files */
function placesOf(files) {
  const places = new Set([INSTALLED]);
  for (const file of files) {
    let folder = path.dirname(file);
    if (places.has(folder)) continue;
    places.add(folder);
    // One that is not there yet counts as well.
    for (; folder !== path.dirname(folder); folder = path.dirname(folder)) {
      const manifest = path.join(folder, 'package.json');
      places.add(manifest);
      if (fs.existsSync(manifest)) break;
    }
  }
  return [...places];
}

module.exports = { KeptModules, stampOf };
