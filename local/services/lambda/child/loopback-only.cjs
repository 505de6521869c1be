// @ts-check
'use strict';
const { Socket } = require('node:net');

/** Makes every connection of this process to anything but this machine fail, whoever opens it. */
function refuseForeignConnections() {
  const connect = Socket.prototype.connect;
  /** @this {Socket} @param {any[]} args */
  Socket.prototype.connect = function (...args) {
    const host = hostOf(args);
    if (host === undefined || LOOPBACK.test(host)) return Reflect.apply(connect, this, args);
    const message =
      `Connection to ${host} refused: functions of the embedded AWS reach this machine alone ` +
      '(127.0.0.1, ::1, localhost), so that nothing reaches the real AWS by mistake';
    process.nextTick(() => this.destroy(Object.assign(new Error(message), { code: 'EACCES' })));
    return this;
  };
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i;

/**
 * The host in the arguments of `connect`: `(options)`, `(port, host)`, or both as the list that node:net
 * itself passes on; undefined for a socket of the file system.
 *
 * @param {any[]} args
 * @returns {string | undefined}
 */
function hostOf(args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof first === 'object' && first !== null)
    return first.path === undefined || first.path === null || first.port
      ? (first.host ?? 'localhost')
      : undefined;
  if (Number.isNaN(Number(first))) return undefined;
  return typeof second === 'string' ? second : 'localhost';
}

module.exports = { refuseForeignConnections };
