// @ts-check
'use strict';
const http = require('node:http');
const https = require('node:https');

/** Host in the ResponseURL of the embedded CloudFormation's custom resource requests. */
const RESPONSE_HOST = 'cfn-response.localaws.invalid';

/**
 * Sends custom resource responses to the embedded CloudFormation. Their libraries always connect to port 443
 * of the ResponseURL's host over TLS, whatever scheme and port it has; so the host is a fake one and its
 * requests are redirected to the endpoint.
 *
 * @param {string} endpoint - `http://127.0.0.1:PORT`
 * @returns {typeof https.request} replacement for `https.request`
 */
function redirectingRequest(endpoint) {
  const { hostname, port } = new URL(endpoint);
  const request = https.request;
  /** @param {any[]} args */
  return (...args) => {
    const given = typeof args[0] === 'string' ? new URL(args[0]) : args[0];
    const fromUrl =
      given instanceof URL ? { hostname: given.hostname, path: given.pathname + given.search } : given;
    const options = typeof args[1] === 'object' ? { ...fromUrl, ...args[1] } : fromUrl;
    if ((options.hostname ?? options.host) !== RESPONSE_HOST) return Reflect.apply(request, https, args);
    const callback = args.find((arg) => typeof arg === 'function');
    const local = { protocol: 'http:', hostname, host: hostname, port, agent: undefined };
    return http.request({ ...options, ...local }, callback);
  };
}

module.exports = { RESPONSE_HOST, redirectingRequest };
