import { basename } from 'node:path';
import { profileArchive } from '../../domain/profile/archive-profile';
import { archiveFile, inArchive } from '../archive-file';
import { exploreReport } from '../explore/explore-report';
import type { PreparationOptions } from '../preparation-options';

/** The data profile of an archive, as an HTML document that needs nothing but itself. */
export async function profileDocument({ archive, holdout, eventTypes }: PreparationOptions): Promise<string> {
  const madeAt = new Date();
  const source = await archiveFile(archive);
  const settings = { holdout, eventTypes, now: madeAt.getTime() / 1000 };
  const profile = await inArchive(source, profileArchive(await source.open(), settings));
  return exploreReport({ archive: basename(archive), profile, madeAt });
}
