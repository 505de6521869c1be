import {
  keepFacts,
  keptFacts,
  type ProfiledData,
} from '@ecommerce-recommenders/shop-data/insight/readiness/facts-cache';
import { keptMeasurement } from '@ecommerce-recommenders/shop-data/insight/readiness/measurement-cache';
import type { Measurement } from '@ecommerce-recommenders/shop-data/insight/readiness/measurement';
import type { ShopFacts } from '@ecommerce-recommenders/shop-data/insight/readiness/shop-facts';
import { CACHE_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import { profileOf } from './opened-shop';

/** The facts of a shop's data that matter for the use cases. */
export interface MeasuredFacts {
  readonly facts: ShopFacts;
  /** Measurement by `explore` of the same content; absent if there is none. */
  readonly measurement?: Measurement;
}

/**
 * Profiles a shop's data. Uses and fills the cache that commands and synths share.
 *
 * @throws Error if the data cannot be read
 */
export async function factsOfShop(shop: ProfiledData): Promise<MeasuredFacts> {
  return {
    facts: keptFacts(CACHE_FOLDER, shop) ?? (await readFacts(shop)),
    measurement: keptMeasurement(CACHE_FOLDER, shop),
  };
}

async function readFacts(shop: ProfiledData): Promise<ShopFacts> {
  const { facts } = (await profileOf(shop, new Date())).profile;
  keepFacts(CACHE_FOLDER, shop, facts);
  return facts;
}
