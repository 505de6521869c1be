import { accessSync, constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { isIPv4, type Server, type Socket } from 'node:net';
import { endianness } from 'node:os';

/** Where Linux lists this machine's sockets and whose they are: those of IPv4, and those of IPv6, which speak IPv4 too. */
const TABLES = ['/proc/net/tcp', '/proc/net/tcp6'] as const;

/** Of an accepted connection, what its row in the tables is found by. */
export type Connection = Pick<Socket, 'remoteAddress' | 'remotePort' | 'localAddress' | 'localPort'>;

/** The uid of the user of this machine at the other end of a connection; undefined where that cannot be told. */
export type PeerUser = (connection: Connection) => Promise<number | undefined>;

/** Whether this system tells whose a connection is. */
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
 * Looks up whose a server's connections are. The tables are kept open until the server is closed: were they opened for
 * each look, nobody could be answered where no more files may be opened.
 */
export function openPeerUser(server: Server): PeerUser {
  const opened = Promise.all(TABLES.map(openTable));
  const close = (tables: readonly (FileHandle | undefined)[]): void =>
    tables.forEach((table) => void table?.close());
  // Whoever is looked up is told of an error.
  server.once('close', () => void opened.then(close, () => {}));
  return createPeerUser(async () => Promise.all((await opened).map(readTable)));
}

/** Undefined where the system has none, as of IPv6. */
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
    // All of it is ASCII, so that characters and bytes are the same number.
    const { bytesRead } = await table.read(buffer, 0, CHUNK_BYTES, text.length);
    if (bytesRead === 0) return text;
    text += buffer.toString('latin1', 0, bytesRead);
  }
}

/**
 * Looks peers up in tables of sockets. Reading them takes milliseconds, so one reading serves all who have asked before
 * it began.
 */
export function createPeerUser(readTables: () => Promise<readonly string[]>): PeerUser {
  let waiting: Promise<Users> | undefined;
  let reading: Promise<unknown> = Promise.resolve();

  function nextReading(): Promise<Users> {
    const next = reading.then(() => {
      waiting = undefined;
      return readTables().then(usersIn, () => NO_USERS);
    });
    reading = next;
    return next;
  }

  return async (connection) => {
    const users = await (waiting ??= nextReading());
    // Asked for after the reading: a socket whose peer has gone has no address any more. So the row cannot be that
    // of another client, which took the same port over meanwhile.
    const { remoteAddress, remotePort, localAddress, localPort } = connection;
    if (remoteAddress === undefined || localAddress === undefined) return undefined;
    // The row of the peer's own socket, which has the two ends the other way round.
    return users.get(`${inTable(remoteAddress, remotePort)} ${inTable(localAddress, localPort)}`);
  };
}

/** Uids by the socket's own end and the other. */
type Users = ReadonlyMap<string, number>;

const NO_USERS: Users = new Map();

const ESTABLISHED = '01';
/** What an address of IPv4 begins with in the table of IPv6: it is the last of four words, the third is 0xffff. */
const MAPPED = /^0{16}(0000FFFF|FFFF0000)(?=.{8}:)/;

/** Rows are `sl: OWN OTHER STATE TX:RX TIMER:WHEN RETRANSMITS UID TIMEOUT INODE …`. */
function usersIn(tables: readonly string[]): Users {
  const users = new Map<string, number>();
  for (const row of tables.join('\n').split('\n')) {
    // Most rows of a busy machine are of connections that are over, and cost no more than this.
    if (!row.includes(` ${ESTABLISHED} `)) continue;
    const [, own, other, state, , , , uid, , inode] = row.trim().split(/\s+/);
    // Once a process has closed its socket, the row has no inode and shows root.
    if (state !== ESTABLISHED || inode === '0') continue;
    users.set(`${own.replace(MAPPED, '')} ${other.replace(MAPPED, '')}`, Number(uid));
  }
  return users;
}

const IPV6_LOOPBACK = [...Array<number>(15).fill(0), 1];

/** An end of a connection as the tables write it: 32-bit words, each in this processor's order of bytes. */
function inTable(address: string, port = 0): string {
  const ipv4 = address.replace(/^::ffff:/, '');
  const bytes = Buffer.from(
    isIPv4(ipv4) ? ipv4.split('.').map(Number) : address === '::1' ? IPV6_LOOPBACK : [],
  );
  const hex = (endianness() === 'LE' ? bytes.swap32() : bytes).toString('hex');
  return `${hex}:${port.toString(16).padStart(4, '0')}`.toUpperCase();
}
