import { connect } from 'node:net';

/** Result of a load test. */
export interface LoadResult {
  readonly requestsPerSecond: number;
  /** 99th percentile of the time from sending a request to the last byte of its response, in milliseconds. */
  readonly p99Ms: number;
}

/** A load test. */
export interface LoadOptions {
  readonly port: number;
  /** Raw HTTP requests, sent in rotation. Each connection has one request in flight. */
  readonly requests: readonly Buffer[];
  readonly connections: number;
  readonly seconds: number;
}

/**
 * Closed-loop load over keep-alive connections to a local server.
 *
 * @throws Error if a status is not 200
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
