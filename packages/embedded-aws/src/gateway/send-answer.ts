import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { AwsResponse } from './request';

/** What goes back to a client. */
export interface Answer extends AwsResponse {
  /** Goes into the header `x-amzn-requestid`. */
  readonly requestId?: string;
}

interface Waiting {
  readonly answer: Answer;
  readonly body: string | Uint8Array;
  readonly response: ServerResponse;
}

let waiting: Waiting[] = [];

/** Writes an answer, or breaks the connection off where there is none. */
export function sendAnswer(
  answer: Answer | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  // An error may be answered before the body was read; a client that still sends needs somebody to read.
  if (!request.readableEnded) request.unpipe().resume();
  if (!answer) return void response.destroy();
  const { body = '' } = answer;
  if (body instanceof Readable) {
    response.writeHead(answer.status, headersOf(answer));
    pipeline(body, response).catch((error: Error) => giveUp(response, error));
    return;
  }
  // Everything that came together is answered together: to wake a client for each answer costs more than that.
  if (waiting.length === 0) setImmediate(writeWaiting);
  waiting.push({ answer, body, response });
}

/** The client has gone, or a body broke off in mid-stream: there is nobody left to tell. */
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
      // As many bytes as characters are ASCII, which is the same in Latin-1, and that is only copied.
      response.end(body, bytes === body.length ? 'latin1' : 'utf8');
    } catch (error) {
      giveUp(response, error as Error);
    }
  }
}

/** Without its length Node sends a body in chunks. An answer to HEAD says itself how long the body would be. */
const needsLength = ({ status, headers }: Answer): boolean =>
  status !== 204 && status !== 304 && headers?.['content-length'] === undefined;

/** Names and values in turn, which Node writes as they are. */
function headersOf({ requestId, headers = {} }: Answer): string[] {
  const flat = requestId === undefined ? [] : ['x-amzn-requestid', requestId];
  for (const name in headers) flat.push(name, headers[name]);
  return flat;
}
