import { GetObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { readCsv } from '@ecommerce-recommenders/csv/read-csv';
import { joinedParts } from '@ecommerce-recommenders/shop-data/data/preparation/joined-parts';
import { preparedKeys } from '@ecommerce-recommenders/shop-data/data/preparation/prepared-keys';
import { DATASET_PREFIX, DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import type { HandlerLogger } from '../shop/functions/handler-logger';
import { budgetOf } from './budget';
import { ItemTable, type ShownColumns } from './item-table';

/** Dependencies of {@link storedItems}. */
export interface StoredItemsDeps {
  readonly s3: Pick<S3Client, 'send'>;
  readonly bucket: string;
  readonly shown: ShownColumns;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly logger: HandlerLogger;
}

/** The shop's items, at most a minute old. */
export interface StoredItems {
  /** The table; `undefined` before it has been read successfully. */
  current(): Promise<ItemTable | undefined>;
}

/** How often to check for a newer table, and how long to wait after a failure. */
const REFRESH_MS = 60_000;
const RETRY_MS = 5_000;

/** Time limits for the check, and for reading the table, which takes seconds for the largest catalogue. */
const CHECK_MS = 1_000;
const READING_MS = 10_000;

/**
 * Caches the prepared item table in memory, and reads it again when the ETag of one of its objects has changed. The request that
 * finds a newer table waits for it: Lambda freezes the environment after the answer, and the connection would be lost.
 */
export function storedItems({ s3, bucket, shown, now, logger }: StoredItemsDeps): StoredItems {
  const { file } = DATASETS.ITEMS;
  let table: ItemTable | undefined;
  let version = '';
  let nextCheckMs = 0;
  let refreshing: Promise<void> | undefined;

  const refresh = async (): Promise<void> => {
    const budget = budgetOf(READING_MS, now);
    const listing = table ? budgetOf(CHECK_MS, now) : budget;
    const etags = await listing.within((signal) => listed(s3, bucket, signal));
    const keys = preparedKeys(
      [...etags].map(([key, { modifiedMs }]) => ({ key, modifiedMs })),
      file,
    );
    const found = keys.map((key) => `${key} ${etags.get(key)!.etag}`).join('\n');
    if (found === version && table) return;
    table = await budget.within((signal) => read(keys, signal));
    version = found;
    logger.info('items', { items: table.size });
  };

  const read = async (keys: readonly string[], abortSignal: AbortSignal): Promise<ItemTable> => {
    const open = async (Key: string): Promise<AsyncIterable<Buffer>> => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }), { abortSignal });
      return Body as unknown as AsyncIterable<Buffer>;
    };
    const body = joinedParts(keys.map((key) => ({ name: key, open: () => open(key) })));
    return ItemTable.read(await readCsv(body, { file, escape: '\\' }), shown);
  };

  const renew = async (): Promise<void> => {
    try {
      await refresh();
      nextCheckMs = now() + REFRESH_MS;
    } catch (error) {
      nextCheckMs = now() + RETRY_MS;
      logger.error('items', { reason: (error as Error).name });
    } finally {
      refreshing = undefined;
    }
  };

  return {
    async current() {
      if (now() >= nextCheckMs) refreshing ??= renew();
      await refreshing;
      return table;
    },
  };
}

interface Listed {
  readonly etag: string;
  readonly modifiedMs: number;
}

/** Objects of the prepared files, by key. */
async function listed(
  s3: Pick<S3Client, 'send'>,
  Bucket: string,
  abortSignal: AbortSignal,
): Promise<Map<string, Listed>> {
  const found = new Map<string, Listed>();
  let ContinuationToken: string | undefined;
  do {
    const { Contents = [], NextContinuationToken } = await s3.send(
      new ListObjectsV2Command({ Bucket, Prefix: DATASET_PREFIX, ContinuationToken }),
      { abortSignal },
    );
    for (const { Key = '', ETag = '', LastModified } of Contents)
      found.set(Key, { etag: ETag, modifiedMs: LastModified?.getTime() ?? 0 });
    ContinuationToken = NextContinuationToken;
  } while (ContinuationToken !== undefined);
  return found;
}
