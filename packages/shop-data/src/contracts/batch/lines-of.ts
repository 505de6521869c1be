/** A line without its line feed, and its length in bytes including the line feed. */
export interface Line {
  readonly line: string;
  readonly bytes: number;
}

const LINE_FEED = 0x0a;

/** Splits a text into lines, and yields the lines that each chunk completes. The last line may lack a line feed. */
export async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Line[]> {
  let begun: Buffer[] = [];
  const take = (rest: Buffer): Line => {
    const whole = begun.length === 0 ? rest : Buffer.concat([...begun, rest]);
    begun = [];
    const end = whole.at(-1) === LINE_FEED ? whole.length - 1 : whole.length;
    return { line: whole.toString('utf8', 0, end), bytes: whole.length };
  };
  for await (const chunk of chunks) {
    const lines: Line[] = [];
    let start = 0;
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, start)) {
      lines.push(take(chunk.subarray(start, at + 1)));
      start = at + 1;
    }
    if (start < chunk.length) begun.push(chunk.subarray(start));
    if (lines.length > 0) yield lines;
  }
  if (begun.length > 0) yield [take(Buffer.alloc(0))];
}
