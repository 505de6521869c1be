import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { PREPARATION_CONFLICTS } from '@ecommerce-recommenders/shop-data/contracts/settings/preparation-conflicts';
import { refuseConflicts } from '@ecommerce-recommenders/shop-data/contracts/settings/terms';
import type { CsvParts } from '../shop/shop-settings';
import type { IShopSource, PreparedFiles, ShopProfile, ProfiledShop, WantedFiles } from '../shop/source';
import { CORE_NAMES } from '../shop/checked-core';
import { asProperties, propertyTerms } from '../shop/property-terms';
import { shopOf } from '../shop/shop-of';
import { DataProfile } from './data-profile';
import { GluePreparedData } from './glue-prepared-data';
import { PreparedData } from './prepared-data';

/** Options of CSV parts. */
export interface CsvPartsOptions {
  /**
   * Any name for the current state of the parts. A new name makes a deployment read them again.
   *
   * @default - they are read once
   */
  readonly version?: string;
}

/** Where the data of a shop comes from. */
export class ShopSource implements IShopSource {
  /**
   * Takes an archive with items.csv, users.csv and interactions.csv, which is published with the app. It need not
   * exist for commands that publish nothing of the stack.
   *
   * @param file `.tar`, `.tar.gz` or `.tgz`; a relative path starts at the app's working directory
   */
  static fromArchive(file: string): ShopSource {
    return new ShopSource(file);
  }

  /**
   * Takes CSV parts in S3: `items/*.csv`, `users/*.csv` and `interactions/*.csv` below a prefix. With the property
   * `data`, any files there. The policy of a bucket of another account must let the shop's role read it.
   *
   * @param prefix the whole bucket if it is empty
   * @throws Error that names an unknown option
   */
  static fromBucket(bucket: IBucket, prefix = '', options: CsvPartsOptions = {}): ShopSource {
    const unknown = Object.keys(options).find((name) => name !== 'version');
    if (unknown !== undefined)
      throw new Error(`ShopSource.fromBucket has the unknown option ${unknown}, allowed is version.`);
    const folder = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
    return new ShopSource(undefined, { bucket, prefix: folder, ...options });
  }

  private constructor(
    /** Path of the archive; absent for {@link parts}. */
    readonly archive?: string,
    /** Absent for an {@link archive}. */
    readonly parts?: CsvParts,
  ) {}

  /** @internal */
  prepare(scope: Construct, wanted: WantedFiles): PreparedFiles {
    const { place, data, preparation } = wanted;
    const { parts } = place;
    const shop = shopOf(scope);
    const terms = propertyTerms(shop, CORE_NAMES);
    asProperties(shop, () =>
      refuseConflicts(PREPARATION_CONFLICTS, { data, preparation, source: parts }, terms),
    );
    return preparation === 'glue' && parts
      ? new GluePreparedData(scope, 'GluePreparedData', { ...wanted, parts })
      : new PreparedData(scope, 'PreparedData', wanted);
  }

  /** @internal */
  profile(shop: ProfiledShop): ShopProfile {
    return new DataProfile(shop);
  }
}
