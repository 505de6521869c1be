import { basename } from 'node:path';
import { profileArchive } from '../../domain/profile/archive-profile';
import { archiveFile } from '../archive-file';
import { exploreReport } from '../explore/explore-report';
import type { PreparationOptions } from '../preparation-options';

/** The data profile of an archive, as an HTML document that needs nothing but itself. */
export async function profileDocument({ archive, holdout, eventTypes }: PreparationOptions): Promise<string> {
  const madeAt = new Date();
  const source = await (await archiveFile(archive)).open();
  const profile = await profileArchive(source, { holdout, eventTypes, now: madeAt.getTime() / 1000 });
  return exploreReport({ archive: basename(archive), profile, madeAt });
}
