import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { knownHost, LOOPBACK_HOSTS } from './known-host';

const LOOPBACK_PEER = /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/;

/**
 * Why a request is refused before anybody looks at it, or undefined. Signatures are not verified, so these
 * checks are what keeps a web page in the user's browser, whose requests come from this machine too, from
 * driving the embedded AWS.
 */
export function strangerProblem({ headers, socket }: IncomingMessage): string | undefined {
  const { host = '' } = headers;
  if (!LOOPBACK_PEER.test(socket.remoteAddress ?? ''))
    return `The peer ${socket.remoteAddress} is another machine; only this one is answered.`;
  if (!knownHost(host)) return `The Host header names "${host}"; use 127.0.0.1, localhost or [::1].`;
  return originProblem(headers, socket) ?? siteProblem(headers);
}

/**
 * A browser tells the origin of a page with all but GET and HEAD. Only this machine's names with the server's own port
 * will do. That an origin equals the Host header proves nothing: both may be a bucket's name, which anybody can choose.
 */
function originProblem({ origin }: IncomingHttpHeaders, { localPort }: Socket): string | undefined {
  if (origin === undefined) return undefined;
  const own = LOOPBACK_HOSTS.map((host) => new URL(`http://${host}:${localPort}`).origin);
  if (own.includes(origin)) return undefined;
  return (
    `A page of the origin ${origin} asks; only pages of ${own.join(', ')} are answered. ` +
    'Ask from a program instead, such as the back end of your page.'
  );
}

function siteProblem(headers: IncomingHttpHeaders): string | undefined {
  const site = headers['sec-fetch-site'] ?? 'none';
  if (site === 'none' || site === 'same-origin') return undefined;
  return `A page of another origin asks (Sec-Fetch-Site: ${String(site)}); type the address instead.`;
}
