import { accessSync, constants } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
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
 * Looks peers up in the tables. Reading them takes milliseconds, so one reading serves all who have asked before it
 * began.
 */
export function createPeerUser(
  readTables = (): Promise<string[]> => Promise.all(TABLES.map(read)),
): PeerUser {
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

/** Where the system has no IPv6, there is no table of it. */
const read = (table: string): Promise<string> =>
  readFile(table, 'latin1').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });

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

/** An end of a connection as the tables write it: 32-bit words, in this processor's order of bytes. */
function inTable(address: string, port = 0): string {
  const ipv4 = address.replace(/^::ffff:/, '');
  const words =
    ipv4 === '::1'
      ? [
          [0, 0, 0, 0],
          [0, 0, 0, 0],
          [0, 0, 0, 0],
          [0, 0, 0, 1],
        ]
      : [ipv4.split('.').map(Number)];
  const hex = words.map((bytes) =>
    Buffer.from(endianness() === 'LE' ? bytes.reverse() : bytes).toString('hex'),
  );
  return `${hex.join('')}:${port.toString(16).padStart(4, '0')}`.toUpperCase();
}
