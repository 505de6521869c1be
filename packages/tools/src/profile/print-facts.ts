import { createReadStream } from 'node:fs';
import { profileArchive, type ProfileSettings } from './archive-profile';

/** An archive, and how it is surveyed. */
export interface FactsRequest extends ProfileSettings {
  readonly archive: string;
}

/**
 * A program that prints the facts of an archive as JSON, or on stderr why it cannot be read: a synth is synchronous and
 * cannot await them. Its one argument is a {@link FactsRequest} as JSON.
 */
async function main(): Promise<void> {
  const { archive, ...settings } = JSON.parse(process.argv[2]) as FactsRequest;
  const { facts } = await profileArchive(createReadStream(archive) as AsyncIterable<Buffer>, settings);
  process.stdout.write(JSON.stringify(facts));
}

main().catch((error: Error) => {
  process.stderr.write(error.message);
  process.exitCode = 1;
});
