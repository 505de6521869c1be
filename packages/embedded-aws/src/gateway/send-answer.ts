import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { AwsResponse } from './request';

/** A response to send. */
export interface Answer extends AwsResponse {
  /** Sent as `x-amzn-requestid`. */
  readonly requestId?: string;
}

interface Waiting {
  readonly answer: Answer;
  readonly body: string | Uint8Array;
  readonly response: ServerResponse;
}

let waiting: Waiting[] = [];

/** Writes an answer, or drops the connection if there is none. */
export function sendAnswer(
  answer: Answer | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  // An error may be answered before the body was read; drain it, as the client may still be sending.
  if (!request.readableEnded) request.unpipe().resume();
  if (!answer) return void response.destroy();
  const { body = '' } = answer;
  if (body instanceof Readable) {
    response.writeHead(answer.status, headersOf(answer));
    pipeline(body, response).catch((error: Error) => giveUp(response, error));
    return;
  }
  // Batches the answers of one turn: waking a client for each costs more than waiting.
  if (waiting.length === 0) setImmediate(writeWaiting);
  waiting.push({ answer, body, response });
}

/** The client is gone, or a body failed mid-stream: no error can be sent. */
export function giveUp(response: ServerResponse, error: Error): void {
  if (!response.destroyed) response.destroy(error);
}

function writeWaiting(): void {
  const ready = waiting;
  waiting = [];
  for (const { answer, body, response } of ready) {
    try {
      const headers = headersOf(answer);
      const bytes = Buffer.byteLength(body);
      if (needsLength(answer)) headers.push('content-length', String(bytes));
      response.writeHead(answer.status, headers);
      // Equal byte and character counts mean ASCII, which Latin-1 encodes identically and as a plain copy.
      response.end(body, bytes === body.length ? 'latin1' : 'utf8');
    } catch (error) {
      giveUp(response, error as Error);
    }
  }
}

/** Without a length Node sends chunked. An answer to HEAD sets the length of the omitted body itself. */
const needsLength = ({ status, headers }: Answer): boolean =>
  status !== 204 && status !== 304 && headers?.['content-length'] === undefined;

/** Alternating names and values, which Node writes unchanged. */
function headersOf({ requestId, headers = {} }: Answer): string[] {
  const flat = requestId === undefined ? [] : ['x-amzn-requestid', requestId];
  for (const name in headers) flat.push(name, headers[name]);
  return flat;
}
