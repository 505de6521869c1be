import { connect, type Socket } from 'node:net';

/** Sends raw bytes and returns all that is received until the connection closes. */
export function rawExchange(endpoint: string, send: (socket: Socket) => void): Promise<string> {
  const { hostname, port } = new URL(endpoint);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let received = '';
    socket.on('data', (data) => (received += data.toString('latin1')));
    // Data received before a reset counts as well.
    socket.on('error', () => {});
    socket.on('close', () => resolve(received));
    socket.on('connect', () => send(socket));
  });
}

/** As {@link rawExchange}, with one text; the connection is closed by the server. */
export const rawAnswer = (endpoint: string, text: string): Promise<string> =>
  rawExchange(endpoint, (socket) => void socket.write(text, 'latin1'));

/** The head of a signed request, after which the server closes. */
export const head = (service: string, line: string, ...headers: string[]): string =>
  [
    `${line} HTTP/1.1`,
    'Host: 127.0.0.1',
    `Authorization: AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/${service}/aws4_request`,
    'Connection: close',
    ...headers,
    '\r\n',
  ].join('\r\n');
