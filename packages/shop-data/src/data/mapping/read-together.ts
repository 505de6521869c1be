/** A piece of one of several texts, or the end of that text. Valid until the text's next piece. */
export interface Piece<Text> {
  readonly of: Text;
  readonly bytes?: Buffer;
}

/**
 * Passes each text to a reader, piece by piece. The first error ends all readers.
 *
 * @param readerOf - creates the reader of a text
 * @returns the results of the readers
 */
export async function readTogether<Text>(
  pieces: AsyncIterable<Piece<Text>>,
  texts: readonly Text[],
  readerOf: (text: Text) => (body: AsyncIterable<Buffer>) => Promise<unknown>,
): Promise<Map<Text, unknown>> {
  const problems: unknown[] = [];
  const readers = new Map(
    texts.map((text) => {
      const handover = new Handover();
      const result = readerOf(text)(handover)
        .catch((error: unknown) => void problems.push(error))
        .finally(() => handover.end());
      return [text, { handover, result }];
    }),
  );
  try {
    for await (const { of, bytes } of pieces) {
      const { handover, result } = readers.get(of)!;
      if (bytes) await handover.give(bytes);
      else await handover.close().then(() => result);
      if (problems.length > 0) throw problems[0];
    }
  } catch (error) {
    for (const { handover, result } of readers.values()) {
      handover.fail(error);
      await result;
    }
    throw error;
  }
  const results = new Map<Text, unknown>();
  for (const [text, { result }] of readers) results.set(text, await result);
  return results;
}

/**
 * Passes pieces to a reader one at a time, so that one source can feed several readers. The giver of a piece waits
 * until the reader requests the next one, or has ended.
 */
class Handover implements AsyncIterable<Buffer> {
  private answer: ((result: IteratorResult<Buffer> | Promise<never>) => void) | undefined;
  private isOver = false;
  private asked: () => void = () => undefined;

  [Symbol.asyncIterator](): AsyncIterator<Buffer> {
    return {
      next: () =>
        new Promise((resolve) => {
          this.answer = resolve;
          this.asked();
        }),
      return: async () => {
        this.end();
        return { done: true, value: undefined };
      },
    };
  }

  /** Passes a piece to the reader. Its memory may be reused afterwards. */
  async give(piece: Buffer): Promise<void> {
    await this.untilAsked();
    this.reply({ done: false, value: piece });
    await this.untilAsked();
  }

  /** Tells the reader that no piece follows. */
  async close(): Promise<void> {
    await this.untilAsked();
    this.reply({ done: true, value: undefined });
  }

  /** Fails the reader's next request. */
  fail(error: unknown): void {
    void this.untilAsked().then(() => this.answer?.(Promise.reject(error as Error)));
  }

  /** Must be called once the reader has stopped reading. */
  end(): void {
    this.isOver = true;
    this.asked();
  }

  private reply(result: IteratorResult<Buffer>): void {
    const { answer } = this;
    this.answer = undefined;
    answer?.(result);
  }

  private async untilAsked(): Promise<void> {
    while (!this.isOver && this.answer === undefined)
      await new Promise<void>((resolve) => {
        this.asked = resolve;
      });
  }
}
