import type { SinkFile } from './sink';

/** A file that is kept in memory too as long as there is room for all of it, so that it can be read back at once. */
export class KeptFile implements SinkFile {
  private pieces: Buffer[] | undefined = [];

  /** @param roomBytes - how much is kept at most */
  constructor(
    private readonly file: SinkFile,
    private roomBytes: number,
  ) {
    this.makeRoom(0);
  }

  async write(bytes: Buffer): Promise<void> {
    this.makeRoom(bytes.length);
    this.pieces?.push(Buffer.from(bytes));
    await this.file.write(bytes);
  }

  async end(): Promise<void> {
    await this.file.end();
  }

  readBack(): AsyncIterable<Buffer> | undefined {
    return this.pieces && inTurn(this.pieces);
  }

  private makeRoom(bytes: number): void {
    this.roomBytes -= bytes;
    if (this.roomBytes < 0) this.pieces = undefined;
  }
}

async function* inTurn(pieces: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* pieces;
}
