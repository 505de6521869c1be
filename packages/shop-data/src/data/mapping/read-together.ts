/** A piece of one of several texts, or its end. Valid until the next piece of the text. */
export interface Piece<Text> {
  readonly of: Text;
  readonly bytes?: Buffer;
}

/**
 * Hands each text to a reader while its pieces come. The first error ends all readers.
 *
 * @param readerOf - what reads a text
 * @returns what the readers return
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
 * Hands pieces to a reader one at a time, so that several readers can be fed from one source: whoever gives a piece waits until the
 * reader asks for the next one, or has ended.
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

  /** Gives the reader a piece, whose memory may be reused afterwards. */
  async give(piece: Buffer): Promise<void> {
    await this.untilAsked();
    this.reply({ done: false, value: piece });
    await this.untilAsked();
  }

  /** Tells the reader that nothing follows. */
  async close(): Promise<void> {
    await this.untilAsked();
    this.reply({ done: true, value: undefined });
  }

  /** Fails the reader's next request. */
  fail(error: unknown): void {
    void this.untilAsked().then(() => this.answer?.(Promise.reject(error as Error)));
  }

  /** To be called once the reader reads no more. */
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
