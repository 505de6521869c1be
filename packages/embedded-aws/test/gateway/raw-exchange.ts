import { once } from 'node:events';
import { request, type IncomingHttpHeaders, type IncomingMessage, type RequestOptions } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';

/** What a new connection is answered, with headers as `fetch` would not send them. */
export async function rawAsk(
  url: string,
  options: RequestOptions = {},
): Promise<{ status?: number; headers: IncomingHttpHeaders; body: string }> {
  const asked = request(url, { agent: false, ...options }).end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

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

/** Headers of a request that is signed for a service; a target names an operation of the JSON protocol. */
export const signedFor = (service: string, target?: string): Record<string, string> => ({
  authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/${service}/aws4_request, Signature=0`,
  ...(target && { 'x-amz-target': target }),
});
