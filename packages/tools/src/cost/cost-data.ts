import { eventTypesOf } from '@ecommerce-recommenders/shop-data/data/mapping/datasets-of';
import {
  prepareData,
  type PreparedFiles,
} from '@ecommerce-recommenders/shop-data/data/preparation/prepare-data';
import type { ShopSize } from '@ecommerce-recommenders/shop-data/insight/readiness/shop-facts';
import type { ProfiledData } from '@ecommerce-recommenders/shop-data/insight/readiness/facts-cache';
import { inArchive } from '../shop-files/named-files';
import { openShop } from '../shop-files/opened-shop';
import { factsOfShop } from '../shop-files/shop-facts';

/** The properties of a shop's data on which prices depend. */
export interface CostData {
  /** Rows and bytes of the files that a deployment would prepare, by file. */
  readonly files: PreparedFiles;
  readonly size: ShopSize;
}

/** Reads a shop's data for pricing. @throws Error if a deployment could not prepare it */
export async function dataOf(shop: ProfiledData): Promise<CostData> {
  const { source, datasets } = await openShop(shop);
  const { archive, holdout, holdoutBy } = shop;
  const eventTypes = eventTypesOf(shop.data, shop.eventTypes);
  const preparing = prepareData({
    ...source,
    datasets,
    settings: { holdout, holdoutBy, eventTypes, escape: '\\' },
    sink: { open: async () => ({ write: async () => {}, end: async () => {} }), commit: done, abort: done },
  });
  const { files } = await inArchive(archive, preparing);
  const { facts } = await factsOfShop(shop);
  return { files, size: facts.size };
}

async function done(): Promise<void> {}
