import { CsvBuffer } from '../csv/csv-buffer';
import type { CsvEscape } from '../csv/csv-escape';
import type { KeptRows } from './interaction-filter';
import { InteractionFormatter } from './interaction-formatter';
import { InteractionText } from './interaction-text';

/** The text of kept rows, each piece valid until the next. @param eventTypes - what the numbers of event types stand for */
export async function* interactionTexts(
  pieces: AsyncIterable<KeptRows>,
  eventTypes: readonly string[],
  escape: CsvEscape,
): AsyncGenerator<InteractionText> {
  const formatter = new InteractionFormatter(eventTypes);
  const buffer = new CsvBuffer(escape);
  for await (const kept of pieces) {
    buffer.clear();
    formatter.append(kept, buffer);
    yield new InteractionText(buffer.text(), kept.before, kept.count, formatter.ends, kept.events);
  }
}
