import { archive } from './archive';
import { interactionsCsv, itemsCsv, type SampleFile, usersCsv } from './csv-files';
import { makeItems } from './items';
import { makeInteractions } from './make-interactions';
import { makeUsers } from './users';

/** The sample and what is in it. */
export interface Sample {
  readonly files: readonly SampleFile[];
  /** Bytes of the .tar.gz, reproducible. */
  readonly archive: Buffer;
}

/** Generates a shop, its users and eleven weeks of interactions, with the files and columns of the workshop's archive. */
export function generateSample(): Sample {
  const items = makeItems();
  const users = makeUsers();
  const files = [itemsCsv(items), usersCsv(users), interactionsCsv(makeInteractions(items, users), items)];
  return { files, archive: archive(files) };
}
