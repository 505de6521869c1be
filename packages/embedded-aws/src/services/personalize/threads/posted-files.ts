import { on, once } from 'node:events';
import { Readable } from 'node:stream';
import type { MessagePort } from 'node:worker_threads';
import type { SourceFile } from '../data/import-files';

/** Maximum pieces in flight to the thread: a megabyte, as S3's pieces have 64 KB. */
const PIECES_AHEAD = 16;

/** Requests of the thread: to open a file by its index, to send one more piece, or to close it. */
type Request = { readonly open: number } | 'more' | 'close';

/** The answers: a piece, or null at the end of a file or after a failure. */
type Piece = Uint8Array<ArrayBuffer> | null;

/**
 * Sends files, piece by piece, to {@link receivedFiles} at the other end of a port.
 *
 * @param failed - called if a file cannot be read; to the thread, that file ends
 */
export function sendFiles(
  files: readonly SourceFile[],
  port: MessagePort,
  failed: (error: unknown) => void,
): void {
  let body: Readable | undefined;
  let isWanted = false;
  let ahead = 0;
  async function send(file: number): Promise<void> {
    [isWanted, ahead] = [true, 0];
    body = await files[file].open();
    for await (const bytes of body as AsyncIterable<Buffer>) {
      while (isWanted && ahead === PIECES_AHEAD) await once(port, 'message');
      if (!isWanted) return;
      ahead++;
      const piece = new Uint8Array(bytes);
      port.postMessage(piece satisfies Piece, [piece.buffer]);
    }
  }
  function close(): void {
    isWanted = false;
    body?.destroy();
  }
  port.on('close', close);
  port.on('message', (request: Request) => {
    if (request === 'more') ahead--;
    else if (request === 'close') close();
    else
      send(request.open)
        // Not a failure if the thread closed the file before its end.
        .catch((error: unknown) => isWanted && failed(error))
        .finally(() => port.postMessage(null satisfies Piece));
  });
}

/** The files that {@link sendFiles} sends. */
export const receivedFiles = (names: readonly string[], port: MessagePort): SourceFile[] =>
  names.map((name, file) => ({ name, open: async () => Readable.from(piecesOf(file, port)) }));

async function* piecesOf(file: number, port: MessagePort): AsyncGenerator<Buffer> {
  const pieces = on(port, 'message') as AsyncIterable<[Piece]>;
  port.postMessage({ open: file } satisfies Request);
  try {
    for await (const [piece] of pieces) {
      if (piece === null) return;
      port.postMessage('more' satisfies Request);
      yield Buffer.from(piece.buffer);
    }
  } finally {
    port.postMessage('close' satisfies Request);
  }
}
