import { connect } from 'node:net';

/** What a load of a server came to. */
export interface LoadResult {
  readonly requestsPerSecond: number;
  /** Time from sending a request to the last byte of its answer that 99 of 100 stay below, in milliseconds. */
  readonly p99Ms: number;
}

/** A load that is to be put on a server. */
export interface LoadOptions {
  readonly port: number;
  /** Whole HTTP requests, sent in turn; each connection waits for an answer before it sends the next. */
  readonly requests: readonly Buffer[];
  readonly connections: number;
  readonly seconds: number;
}

/**
 * Asks a server of this machine over connections that stay open, as fast as it answers.
 *
 * @throws Error when an answer is not of status 200
 */
export async function load({ port, requests, connections, seconds }: LoadOptions): Promise<LoadResult> {
  const latenciesMs: number[] = [];
  const begun = performance.now();
  const end = begun + seconds * 1000;
  let next = 0;
  await Promise.all(
    Array.from(
      { length: connections },
      () =>
        new Promise<void>((resolve, reject) => {
          const socket = connect({ port, host: '127.0.0.1', noDelay: true });
          let sentMs = 0;
          let left = 0;
          const send = (): void => {
            sentMs = performance.now();
            if (sentMs >= end) return void socket.end();
            socket.write(requests[next++ % requests.length]);
          };
          socket.once('connect', send);
          socket.once('error', reject);
          socket.once('close', () => resolve());
          socket.on('data', (data) => {
            if (left === 0) {
              const head = data.toString('latin1', 0, data.indexOf('\r\n\r\n'));
              if (!head.startsWith('HTTP/1.1 200')) return void socket.destroy(new Error(data.toString()));
              left = head.length + 4 + Number(/content-length: (\d+)/i.exec(head)![1]);
            }
            left -= data.length;
            if (left > 0) return;
            latenciesMs.push(performance.now() - sentMs);
            send();
          });
        }),
    ),
  );
  const elapsed = (performance.now() - begun) / 1000;
  latenciesMs.sort((a, b) => a - b);
  return {
    requestsPerSecond: latenciesMs.length / elapsed,
    p99Ms: latenciesMs[Math.floor(latenciesMs.length * 0.99)],
  };
}
