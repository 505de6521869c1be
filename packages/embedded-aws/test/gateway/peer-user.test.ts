import { createPeerUser, type Connection } from '../../src/gateway/peer-user';

const HEAD =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';
const PORT = 4566; // 11D6
const connectionFrom = (remotePort: number, remoteAddress = '127.0.0.1'): Connection => ({
  remoteAddress,
  remotePort,
  localAddress: remoteAddress.replace('127.0.0.2', '127.0.0.1'),
  localPort: PORT,
});

/** Rows as x86 writes them, by the client's port. */
const IPV4 = [
  HEAD,
  // The endpoint itself, and its ends of two connections: one accepted, one not yet.
  '   0: 0100007F:11D6 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 46512 1 00000000104ce42b 100 0 0 10 0',
  '   1: 0100007F:11D6 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1000        0 46600 1 00000000104ce42b 20 0 0 10 -1',
  '   2: 0100007F:11D6 0100007F:C351 01 00000000:0000012C 00:00000000 00000000     0        0 0 1 00000000104ce42b 20 0 0 10 -1',
  // 50000 belongs to 1000, 50001 to nobody, 50002 to root.
  '   3: 0100007F:C350 0100007F:11D6 01 00000000:00000000 02:000AFC80 00000000  1000        0 46601 2 00000000104ce42b 20 4 30 10 -1',
  '  12: 0100007F:C351 0100007F:11D6 01 00000000:00000000 02:000AFC80 00000000 65534        0 46602 2 00000000104ce42b 20 4 30 10 -1',
  '1234: 0100007F:C352 0100007F:11D6 01 00000000:00000000 02:000AFC80 00000000     0        0 46603 2 00000000104ce42b 20 4 30 10 -1',
  // 50003: half closed by a live process; 50004: by an ended one; 50005: in TIME_WAIT; 50006: its process is gone.
  '   5: 0100007F:C353 0100007F:11D6 05 00000000:00000000 00:00000000 00000000  1000        0 46604 1 00000000104ce42b 20 4 30 10 -1',
  '   6: 0100007F:C354 0100007F:11D6 05 00000000:00000000 03:00001647 00000000     0        0 0 3 00000000d53b7ec1',
  '   7: 0100007F:C355 0100007F:11D6 06 00000000:00000000 03:00001647 00000000     0        0 0 3 00000000d53b7ec1',
  '   8: 0100007F:C356 0100007F:11D6 01 00000000:00000000 00:00000000 00000000     0        0 0 1 00000000104ce42b 20 4 30 10 -1',
  // 50007 connects to another port; the next from another address of this machine.
  '   9: 0100007F:C357 0100007F:11D7 01 00000000:00000000 02:000AFC80 00000000  1000        0 46605 2 00000000104ce42b 20 4 30 10 -1',
  '  10: 0200007F:C358 0100007F:11D6 01 00000000:00000000 02:000AFC80 00000000  1001        0 46606 2 00000000104ce42b 20 4 30 10 -1',
  '',
].join('\n');
const IPV6 = [
  HEAD,
  '   0: 0000000000000000FFFF00000100007F:C359 0000000000000000FFFF00000100007F:11D6 01 00000000:00000000 02:000AFC80 00000000  1002        0 46607 2 00000000104ce42b 20 4 30 10 -1',
  '   1: 00000000000000000000000001000000:C35A 00000000000000000000000001000000:11D6 01 00000000:00000000 02:000AFC80 00000000  1003        0 46608 2 00000000104ce42b 20 4 30 10 -1',
  '',
].join('\n');

describe('the user of a connection', () => {
  const peerUser = createPeerUser([async () => IPV4, async () => IPV6]);

  it.each([
    ['a user', connectionFrom(50_000), 1000],
    ['another user', connectionFrom(50_001), 65_534],
    ['root', connectionFrom(50_002), 0],
    ['another address of this machine', connectionFrom(50_008, '127.0.0.2'), 1001],
    ['a socket of IPv6 that speaks IPv4', connectionFrom(50_009), 1002],
    ['an address of IPv4 as a socket of IPv6 sees it', connectionFrom(50_000, '::ffff:127.0.0.1'), 1000],
    ['IPv6', connectionFrom(50_010, '::1'), 1003],
  ])('is found of %s', async (_, connection, uid) => {
    expect(await peerUser(connection)).toBe(uid);
  });

  it.each([
    ['a connection that is half closed', connectionFrom(50_003)],
    ['one that is half closed and shows root', connectionFrom(50_004)],
    ['one that is over', connectionFrom(50_005)],
    ['one without a process', connectionFrom(50_006)],
    ['one to another port', connectionFrom(50_007)],
    ['one that is not in the tables', connectionFrom(50_011)],
    ['one whose peer has gone', { ...connectionFrom(50_000), remoteAddress: undefined }],
  ])('is not found of %s', async (_, connection) => {
    expect(await peerUser(connection)).toBeUndefined();
  });

  it('is found without the table of IPv6 where that of IPv4 has it', async () => {
    const readIpv6 = jest.fn(async () => IPV6);
    const thrifty = createPeerUser([async () => IPV4, readIpv6]);
    expect(await thrifty(connectionFrom(50_000))).toBe(1000);
    expect(readIpv6).not.toHaveBeenCalled();
    expect(await thrifty(connectionFrom(50_009))).toBe(1002);
  });

  it('is not found where the tables cannot be read', async () => {
    const blind = createPeerUser([() => Promise.reject(new Error('EACCES'))]);
    expect(await blind(connectionFrom(50_000))).toBeUndefined();
    expect(await blind(connectionFrom(50_001))).toBeUndefined();
  });

  it('is looked up in a reading that began after the question, one for all who wait', async () => {
    const readings: ((table: string) => void)[] = [];
    const slow = createPeerUser([() => new Promise((resolve) => readings.push(resolve))]);
    const first = slow(connectionFrom(50_000));
    await Promise.resolve();
    expect(readings).toHaveLength(1);
    const others = Array.from({ length: 200 }, () => slow(connectionFrom(50_001)));
    readings[0](IPV4);
    expect(await first).toBe(1000);
    expect(readings).toHaveLength(2);
    readings[1](IPV4);
    expect(new Set(await Promise.all(others))).toEqual(new Set([65_534]));
    expect(readings).toHaveLength(2);
  });

  it('asks a connection for its addresses once the tables are read, lest another took its port over', async () => {
    let isGone = false;
    const connection = {
      ...connectionFrom(50_000),
      get remoteAddress() {
        return isGone ? undefined : '127.0.0.1';
      },
    };
    const user = createPeerUser([
      async () => {
        isGone = true;
        return IPV4;
      },
    ]);
    expect(await user(connection)).toBeUndefined();
  });
});
