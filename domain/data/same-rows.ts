import { ArchiveError } from './archive-error';
import type { TimedRows } from './split';

/**
 * Passes kept rows on as long as there are as many as an earlier pass found.
 *
 * @throws Error for an archive that was replaced between the passes
 */
export async function* sameRows<Rows extends TimedRows>(
  pieces: AsyncIterable<Rows>,
  rows: number,
): AsyncGenerator<Rows> {
  let seen = 0;
  for await (const kept of pieces) {
    seen += kept.count;
    if (seen > rows) break;
    yield kept;
  }
  if (seen !== rows) {
    throw new ArchiveError(
      'the archive was changed while it was being read; start again when it is complete',
    );
  }
}
