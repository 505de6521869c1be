// @ts-check
'use strict';
const { SourceMap } = require('node:module');

/**
 * Formats stack traces as Node.js does, with the positions in the source. Source maps are parsed when an error's
 * stack is first looked at.
 *
 * @param {(file: string) => string} mapOf - source map of a file in base64, '' for none
 * @returns {(error: Error, frames: NodeJS.CallSite[]) => string} for Error.prepareStackTrace
 */
function stackInSource(mapOf) {
  /** @type {Map<string, SourceMap | undefined>} */
  const parsed = new Map();

  /** @param {string} file */
  function parsedMap(file) {
    if (!parsed.has(file)) {
      const map = mapOf(file);
      parsed.set(file, map ? new SourceMap(JSON.parse(Buffer.from(map, 'base64').toString())) : undefined);
    }
    return parsed.get(file);
  }

  /** @param {NodeJS.CallSite} frame */
  function inSource(frame) {
    const [file, line, column] = [frame.getFileName(), frame.getLineNumber(), frame.getColumnNumber()];
    const map = file && line && column ? parsedMap(file) : undefined;
    /** @type {Partial<import('node:module').SourceMapping> | undefined} */
    const found = map?.findEntry(Number(line) - 1, Number(column) - 1);
    return found?.originalLine === undefined
      ? String(frame)
      : String(frame).replace(
          `:${line}:${column}`,
          `:${found.originalLine + 1}:${Number(found.originalColumn) + 1}`,
        );
  }

  return (error, frames) =>
    [Error.prototype.toString.call(error), ...frames.map((frame) => `    at ${inSource(frame)}`)].join('\n');
}

module.exports = { stackInSource };
