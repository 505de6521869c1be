import { CsvBuffer } from '../csv/csv-buffer';
import type { CsvEscape } from '../csv/csv-escape';
import { appendInteractions } from './append-interactions';
import type { KeptRows } from './interaction-filter';
import { InteractionText } from './interaction-text';

/** The text of kept rows, each piece valid until the next. */
export async function* interactionTexts(
  pieces: AsyncIterable<KeptRows>,
  escape: CsvEscape,
): AsyncGenerator<InteractionText> {
  const buffer = new CsvBuffer(escape);
  for await (const kept of pieces) {
    buffer.clear();
    appendInteractions(kept, buffer);
    const { before, count, found } = kept;
    yield new InteractionText(buffer.text(), before, count, found.ends, found.events);
  }
}
