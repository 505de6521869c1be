import type { FreshDataState } from '../../domain/contracts/fresh-data';
import type { RunOutcome } from '../../domain/fresh-data/import-run';
import { errorInWords } from '../error-in-words';

/**
 * What is wrong, where the files are, and what to do; undefined after an import.
 *
 * @param place folder of the files that were not imported
 */
export function problemOf(
  outcome: RunOutcome,
  { prepared, imported, error }: FreshDataState,
  place: string,
): string | undefined {
  if (outcome === 'imported') return undefined;
  if (outcome === 'refused')
    return (
      `The fresh data was refused: ${prepared?.problem}. What was imported before stays in service. ` +
      `Mend the data and drop it again; the files are in ${place}.`
    );
  const reason = imported?.problem ?? (error ? causeOf(error) : 'no reason given');
  const done = imported?.datasets ?? [];
  const partly = done.length > 0 ? `Imported are ${done.join(', ')}; of the others w` : 'W';
  return (
    `The fresh data could not be imported: ${reason}. ${partly}hat was there before stays in service. ` +
    `Copy the files from ${place} to incoming/ again once that is mended.`
  );
}

/** A function's error arrives as the JSON text of its error object. */
function causeOf({ Error: name, Cause = '' }: NonNullable<FreshDataState['error']>): string {
  try {
    const { errorMessage } = JSON.parse(Cause) as { errorMessage?: string };
    return errorInWords(errorMessage ?? Cause);
  } catch {
    return errorInWords(`${name}: ${Cause}`);
  }
}
