import type { IncomingHttpHeaders, IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import { isLoopbackHost, LOOPBACK_HOSTS } from './known-host';
import { ConnectionEnd } from './in-process-connection';
import { openPeerUser, tellsPeerUsers, type PeerUser } from './peer-user';

/** Why a request is rejected before it is read any further, or undefined. */
export type StrangerProblem = (request: IncomingMessage) => string | undefined | Promise<string | undefined>;

/** Which requests a server accepts. */
export interface StrangerOptions {
  /** Whether a Host header names the server. @default a loopback address or `localhost` */
  readonly isOwnHost?: (header: string) => boolean;
  /** Whether pages of this other origin may send requests, too. @default none */
  readonly isAdmittedOrigin?: (origin: string) => boolean;
  /** Remedy for pages of another origin. @default to call it from a program, or to type the address */
  readonly pageRemedy?: string;
  /** Document that any page may link to, because loading it has no side effects. @default none */
  readonly linkedPath?: string;
  /** Finds the user behind a connection. @default reads the system's socket tables, where supported */
  readonly peerUser?: PeerUser;
}

/**
 * Distinguishes the server's own user from strangers. Call it before the server listens: it examines every connection
 * on accept. Signatures are not verified, so only these checks keep other users of the machine, and web pages in the
 * user's browser, from running code through the embedded AWS.
 */
export function createStrangerProblem(
  server: Server,
  {
    isOwnHost = isLoopbackHost,
    isAdmittedOrigin = () => false,
    pageRemedy,
    linkedPath,
    peerUser = tellsPeerUsers() ? openPeerUser(server) : undefined,
  }: StrangerOptions = {},
): StrangerProblem {
  const checks = new WeakMap<Socket, PeerCheck>();
  server.on('connection', checkPeer);

  function checkPeer(socket: Socket | ConnectionEnd): PeerCheck {
    // Only this process itself has one.
    if (socket instanceof ConnectionEnd) return { problem: undefined };
    const problem = peerProblem(socket, peerUser);
    const begun: PeerCheck = { problem };
    void problem.then((found) => (begun.problem = found));
    checks.set(socket, begun);
    return begun;
  }

  /** The last accepted Host header: nearly all requests have the same. */
  let ownHost: string | undefined;

  function requestProblem({ headers, method, socket, url }: IncomingMessage): string | undefined {
    const { host = '' } = headers;
    if (host !== ownHost && isOwnHost(host)) ownHost = host;
    if (host !== ownHost) return `The Host header names "${host}"; use 127.0.0.1, localhost or [::1].`;
    if (headers.origin !== undefined && isAdmittedOrigin(headers.origin)) return undefined;
    const isLinked = method === 'GET' && url === linkedPath;
    return (
      originProblem(headers, socket, pageRemedy) ?? (isLinked ? undefined : siteProblem(headers, pageRemedy))
    );
  }

  return (request) => {
    const { problem } = checks.get(request.socket) ?? checkPeer(request.socket);
    if (problem instanceof Promise) return problem.then((found) => found ?? requestProblem(request));
    return problem ?? requestProblem(request);
  };
}

/** Why a connection is rejected; a promise while its owner is being looked up. */
interface PeerCheck {
  problem: string | undefined | Promise<string | undefined>;
}

const LOOPBACK_PEER = /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/;
const ROOT = 0;

async function peerProblem(socket: Socket, peerUser: PeerUser | undefined): Promise<string | undefined> {
  const uid = await peerUser?.(socket);
  if (peerUser && uid === undefined)
    return (
      'Connection refused: the system does not tell which user of this machine opened it. Connect from this machine, ' +
      'not from a container or a virtual machine, and keep the connection open until the answer has arrived.'
    );
  if (!LOOPBACK_PEER.test(socket.remoteAddress ?? ''))
    return `The peer ${socket.remoteAddress} is another machine; only connections from this machine are accepted.`;
  const owner = process.getuid?.();
  if (!peerUser || uid === owner || uid === ROOT) return undefined;
  return (
    `The connection belongs to another user of this machine (uid ${uid}). Only uid ${owner}, who started this server, ` +
    'and root may connect. Connect as that user, or start a server of your own on another port (--port).'
  );
}

/**
 * Browsers send the page's origin with all methods but GET and HEAD. Only loopback names with the server's
 * own port are accepted. An origin equal to the Host header proves nothing: both may be a bucket's name,
 * which anybody can choose.
 */
function originProblem(
  { origin }: IncomingHttpHeaders,
  { localPort }: Socket,
  remedy = 'Call it from a program instead, such as the back end of your page.',
): string | undefined {
  if (origin === undefined) return undefined;
  const own = LOOPBACK_HOSTS.map((host) => new URL(`http://${host}:${localPort}`).origin);
  if (own.includes(origin)) return undefined;
  return (
    `Requests from pages of the origin ${origin} are refused; allowed origins: ${own.join(', ')}. ` + remedy
  );
}

function siteProblem(headers: IncomingHttpHeaders, remedy = 'Type the address instead.'): string | undefined {
  const site = headers['sec-fetch-site'] ?? 'none';
  if (site === 'none' || site === 'same-origin') return undefined;
  return `Requests from pages of another origin are refused (Sec-Fetch-Site: ${String(site)}). ${remedy}`;
}
