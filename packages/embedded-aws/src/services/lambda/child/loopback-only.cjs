// @ts-check
'use strict';
const { Socket } = require('node:net');

/** Nothing listens here. Proxy variables point to it, for child processes that ignore the preload. */
const DEAD_END = { host: '127.0.0.1', port: 1 };

/** Fails every connection of this process to another host, in the function's code or in a library. */
function refuseForeignConnections() {
  const connect = Socket.prototype.connect;
  /** @this {Socket} @param {any[]} args */
  Socket.prototype.connect = function (...args) {
    const where = foreign(targetOf(args));
    if (where === undefined) return Reflect.apply(connect, this, args);
    const message =
      `Connection ${where} refused: functions of the embedded AWS can reach only this machine ` +
      '(127.0.0.1, ::1, localhost), so that nothing reaches the real AWS by mistake. See LAMBDA-9 in BEHAVIOUR.md' +
      (AWS_HOST.test(where) ? OLD_SDK : '');
    // Node.js's permission error code: SDKs and npm then neither retry nor give advice.
    process.nextTick(() => this.destroy(Object.assign(new Error(message), { code: 'ERR_ACCESS_DENIED' })));
    return this;
  };
}

const AWS_HOST = /\.amazonaws\.com(\.cn)?$/i;
const OLD_SDK =
  '. An SDK that connects there is older than AWS_ENDPOINT_URL: bundle a newer version, leave the SDK to the ' +
  'runtime, or give its clients the endpoint of process.env.AWS_ENDPOINT_URL';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i;

/**
 * @param {{ host: string, port: number } | undefined} target
 * @returns {string | undefined} the foreign host; undefined for this machine
 */
function foreign(target) {
  if (target === undefined) return undefined;
  const { host, port } = target;
  if (host === DEAD_END.host && port === DEAD_END.port) return 'through a proxy';
  return LOOPBACK.test(host) ? undefined : `to ${host}`;
}

/**
 * Target of `connect`'s arguments: `(options)`, `(port, host)`, or the list node:net passes internally;
 * undefined for a Unix socket.
 *
 * @param {any[]} args
 * @returns {{ host: string, port: number } | undefined}
 */
function targetOf(args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof first === 'object' && first !== null) {
    const { path, host, port } = first;
    return path === undefined || path === null || port
      ? { host: host ?? 'localhost', port: Number(port) }
      : undefined;
  }
  const port = Number(first);
  if (Number.isNaN(port)) return undefined;
  return { host: typeof second === 'string' ? second : 'localhost', port };
}

module.exports = { DEAD_END, refuseForeignConnections };
