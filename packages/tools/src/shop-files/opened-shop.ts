import {
  datasetsOf,
  eventTypesOf,
  isShownAlone,
  tablesOf,
} from '@ecommerce-recommenders/shop-data/data/mapping/datasets-of';
import type { ShopMapping } from '@ecommerce-recommenders/shop-data/data/mapping/mapping';
import type { TableReport } from '@ecommerce-recommenders/shop-data/data/mapping/mapping-report';
import type { Datasets } from '@ecommerce-recommenders/shop-data/data/datasets';
import type { PreparationSource } from '@ecommerce-recommenders/shop-data/data/preparation/read-passes';
import { archiveFile, inArchive } from './named-files';
import { profileShop, type ArchiveProfile, type ProfileSettings } from '../profile/archive-profile';
import { DataError } from '@ecommerce-recommenders/csv/data-error';

/** Location of a shop's data, and its mapping. */
export interface ShopPlace {
  /** An archive with the workshop's columns. With a mapping, any file or a folder. */
  readonly archive: string;
  readonly data: ShopMapping | null;
  readonly maxBadRows: number;
  readonly eventTypes: Readonly<Record<string, string>>;
}

/** A shop's data, ready to be read. */
export interface OpenedShop {
  readonly source: PreparationSource;
  /** The tables that are prepared. */
  readonly datasets: Datasets;
  /** Size of the archive in bytes; unknown with a mapping, which may read only part of it. */
  readonly bytes?: number;
  /** Reports on rows read from, and left out of, the shop's own files. They are complete once the files have been read. */
  readonly reports: () => readonly TableReport[];
}

/**
 * @param written - a folder for the command's output, which is not read as part of the archive
 * @throws Error with a remedy, if the archive cannot be read
 */
export async function openShop(
  { archive, data, maxBadRows, eventTypes }: ShopPlace,
  written?: string,
): Promise<OpenedShop> {
  const datasets = tablesOf(data);
  if (data === null) {
    const { open, bytes } = await archiveFile(archive);
    return { source: { openArchive: open }, datasets, bytes, reports: () => [] };
  }
  // Loaded only for a mapping, because loading takes half as long as starting a command.
  const { mappedTables } = await import('@ecommerce-recommenders/shop-data/data/mapping/mapped-tables');
  const { localFiles } = require('./local-files') as typeof import('./local-files');
  const files = await localFiles(archive, written).catch((cause: unknown) => {
    throw new DataError(`The archive ${archive} cannot be read; name another with --archive PATH`, { cause });
  });
  const { readTables, reports } = mappedTables({ files, mapping: data, eventTypes, maxBadRows });
  return { source: { readTables }, datasets, reports };
}

/** The profile of a shop, and reports on its own files. */
export async function profileOf(
  options: ShopPlace & Pick<ProfileSettings, 'holdout' | 'holdoutBy'>,
  at: Date,
  onInteractions?: ProfileSettings['onInteractions'],
): Promise<{ profile: ArchiveProfile; reports: readonly TableReport[] }> {
  const { archive, data, holdout, holdoutBy } = options;
  const { source, reports } = await openShop(options);
  const eventTypes = eventTypesOf(data, options.eventTypes);
  const datasets = datasetsOf(data);
  const settings = { holdout, holdoutBy, eventTypes, datasets, now: at.getTime() / 1000, onInteractions };
  const profile = await inArchive(archive, profileShop(source, settings));
  // Items that are only displayed form no dataset and are not profiled, but they are read for their report.
  if (isShownAlone(data) && 'readTables' in source)
    await source.readTables({
      ITEMS: async (pieces) => {
        for await (const piece of pieces) void piece;
      },
    });
  const { withoutUser } = reports().find(({ type }) => type === 'INTERACTIONS') ?? {};
  const facts = { ...profile.facts, ...(withoutUser !== undefined && { withoutUser }) };
  return { profile: { ...profile, facts }, reports: reports() };
}
