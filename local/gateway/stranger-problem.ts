import type { IncomingMessage } from 'node:http';

const LOOPBACK_PEER = /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/;

/**
 * Names under which clients of this machine reach the endpoint: loopback, and what sentences S3-2 and CFN-6
 * of BEHAVIOUR.md name. Nobody else can make one of them point here, as a web site can with its own name.
 */
const HOSTS: readonly RegExp[] = [
  /^(127\.0\.0\.1|\[::1\]|([a-z0-9_.-]+\.)?localhost)$/,
  /^([a-z0-9_.-]+\.)?s3[.-][a-z0-9.-]*amazonaws\.com(\.cn)?$/,
  /^cfn-response\.localaws\.invalid$/,
];

/**
 * Why a request is refused before anybody looks at it, or undefined. Signatures are not verified, so these
 * checks are what keeps a web page in the user's browser, whose requests come from this machine too, from
 * driving the embedded AWS.
 */
export function strangerProblem({ headers, socket }: IncomingMessage): string | undefined {
  const { host = '', origin } = headers;
  if (!LOOPBACK_PEER.test(socket.remoteAddress ?? ''))
    return `The peer ${socket.remoteAddress} is another machine; only this one is answered.`;
  const name = host.toLowerCase().replace(/:\d{1,5}$/, '');
  if (!HOSTS.some((known) => known.test(name)))
    return `The Host header names "${host}"; use 127.0.0.1, localhost, [::1] or a name under localhost.`;
  if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`)
    return `A page of the origin ${origin} asks; pages of other origins than http://${host} are refused.`;
  const site = headers['sec-fetch-site'] ?? 'none';
  if (site !== 'none' && site !== 'same-origin')
    return `A page of another origin asks (Sec-Fetch-Site: ${String(site)}); type the address instead.`;
  return undefined;
}
