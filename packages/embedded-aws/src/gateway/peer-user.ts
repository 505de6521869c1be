import { accessSync, constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { isIPv4, type Server, type Socket } from 'node:net';
import { endianness } from 'node:os';

/**
 * Linux's socket tables, with owners: IPv4, and IPv6, which includes mapped IPv4. Clients of 127.0.0.1 rarely
 * use an IPv6 socket, so the second is read for connections that are not in the first.
 */
const TABLES = ['/proc/net/tcp', '/proc/net/tcp6'] as const;

/** The parts of an accepted connection that identify its table row. */
export type Connection = Pick<Socket, 'remoteAddress' | 'remotePort' | 'localAddress' | 'localPort'>;

/** Uid of the local user at the other end of a connection; undefined if unknown. */
export type PeerUser = (connection: Connection) => Promise<number | undefined>;

/** Whether this system can tell the owner of a connection. */
export function tellsPeerUsers(): boolean {
  if (process.platform !== 'linux') return false;
  try {
    accessSync(TABLES[0], constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Looks up the owners of a server's connections. The tables stay open until the server closes: opening them
 * for each look-up would fail when file descriptors run out.
 */
export function openPeerUser(server: Server): PeerUser {
  const opened = Promise.all(TABLES.map(openTable));
  const close = (tables: readonly (FileHandle | undefined)[]): void =>
    tables.forEach((table) => void table?.close());
  // Errors surface in the look-up.
  server.once('close', () => void opened.then(close, () => {}));
  return createPeerUser(TABLES.map((_, index) => async () => readTable((await opened)[index])));
}

/** Undefined if missing, as the IPv6 table may be. */
const openTable = (path: string): Promise<FileHandle | undefined> =>
  open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });

const CHUNK_BYTES = 64 * 1024;

async function readTable(table: FileHandle | undefined): Promise<string> {
  let text = '';
  if (!table) return text;
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  for (;;) {
    // ASCII, so characters equal bytes.
    const { bytesRead } = await table.read(buffer, 0, CHUNK_BYTES, text.length);
    if (bytesRead === 0) return text;
    text += buffer.toString('latin1', 0, bytesRead);
  }
}

/** Looks peers up in socket tables, in their order. */
export function createPeerUser(readTables: readonly (() => Promise<string>)[]): PeerUser {
  const tables = readTables.map(sharedReading);
  return async (connection) => {
    for (const tableNow of tables) {
      const table = await tableNow();
      // Read after the table: once the peer has disconnected, the socket has no address. So the row cannot belong to
      // another client that reused the port.
      const { remoteAddress, remotePort, localAddress, localPort } = connection;
      if (remoteAddress === undefined || localAddress === undefined) return undefined;
      // The peer's own socket has both ends swapped.
      const user = userIn(table, inTable(remoteAddress, remotePort), inTable(localAddress, localPort));
      if (user !== undefined) return user;
    }
    return undefined;
  };
}

/** Reading takes milliseconds, so one read serves all look-ups waiting when it starts. */
function sharedReading(readTable: () => Promise<string>): () => Promise<string> {
  let waiting: Promise<string> | undefined;
  let reading: Promise<unknown> = Promise.resolve();

  function nextReading(): Promise<string> {
    const next = reading.then(() => {
      waiting = undefined;
      return readTable().catch(() => '');
    });
    reading = next;
    return next;
  }

  return () => (waiting ??= nextReading());
}

const ESTABLISHED = '01';

/** Prefixes of an address in a table: none, or that of a mapped IPv4 address, ::ffff:0:0/96, in either byte order. */
const MAPPED = ['', '0000000000000000FFFF0000', '00000000000000000000FFFF'];

/**
 * Uid of the socket with these ends. Rows are `sl: OWN OTHER STATE TX:RX TIMER:WHEN RETRANSMITS UID TIMEOUT INODE …`. A busy machine's
 * table has thousands of rows, mostly of closed connections, so it is searched and not parsed.
 */
function userIn(table: string, own: string, other: string): number | undefined {
  for (const prefix of MAPPED) {
    const ends = ` ${prefix}${own} ${prefix}${other} ${ESTABLISHED} `;
    for (let at = table.indexOf(ends); at >= 0; at = table.indexOf(ends, at + 1)) {
      const [, , , uid, , inode] = table.slice(at + ends.length, table.indexOf('\n', at)).split(/\s+/);
      // Once a process has closed its socket, the row has no inode and shows root.
      if (inode !== '0') return Number(uid);
    }
  }
  return undefined;
}

const IPV6_LOOPBACK = [...Array<number>(15).fill(0), 1];

/** An endpoint in table format: 32-bit words in native byte order. */
function inTable(address: string, port = 0): string {
  const ipv4 = address.replace(/^::ffff:/, '');
  const bytes = Buffer.from(
    isIPv4(ipv4) ? ipv4.split('.').map(Number) : address === '::1' ? IPV6_LOOPBACK : [],
  );
  const hex = (endianness() === 'LE' ? bytes.swap32() : bytes).toString('hex');
  return `${hex}:${port.toString(16).padStart(4, '0')}`.toUpperCase();
}
