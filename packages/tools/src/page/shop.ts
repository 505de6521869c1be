import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { PersonalizeEventsClient } from '@aws-sdk/client-personalize-events';
import { PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { S3Client } from '@aws-sdk/client-s3';
import { DATASETS } from '@ecommerce-recommenders/shop-data/datasets';
import type { PageItem, PageUser } from './page-answers';
import type { Interactions } from '@ecommerce-recommenders/models/interactions';
import type { LocalClientConfig } from 'embedded-aws/environment';
import { preparedTable } from '../prepared-body';
import { stackFilters, type StackOutputs } from '../stack-outputs';
import { TrainingFacts, trainingInteractions } from '../why/training-facts';
import { Directory } from './directory';
import { SentEvents } from './events';

/** AWS clients of the page. */
export interface PageClients {
  readonly personalize: PersonalizeClient;
  readonly runtime: PersonalizeRuntimeClient;
  readonly events: PersonalizeEventsClient;
  readonly s3: S3Client;
}

/** @param config - for the embedded AWS; taken from the environment if absent */
export function pageClients(config: LocalClientConfig | Record<never, never> = {}): PageClients {
  return {
    personalize: new PersonalizeClient(config),
    runtime: new PersonalizeRuntimeClient(config),
    events: new PersonalizeEventsClient(config),
    s3: new S3Client(config),
  };
}

/** What the stack was trained on. */
interface Training {
  readonly interactions: Interactions;
  readonly facts: TrainingFacts;
}

/** A deployed stack as the page sees it. Files of the data bucket are loaded lazily, once. */
export class Shop {
  /** Absent without an event tracker. */
  readonly sent?: SentEvents;
  readonly items: () => Promise<Directory<PageItem>>;
  readonly users: () => Promise<Directory<PageUser>>;
  readonly training: () => Promise<Training>;

  constructor(
    readonly stack: string,
    readonly clients: PageClients,
    readonly outputs: StackOutputs,
  ) {
    const { s3, events } = clients;
    const { DataBucketName: bucket, TrackingId: trackingId } = outputs;
    if (trackingId) this.sent = new SentEvents(events, trackingId);
    this.items = remembered(() => readItems(s3, bucket));
    this.users = remembered(() => readUsers(s3, bucket));
    this.training = remembered(async () => {
      const interactions = await trainingInteractions(s3, bucket);
      return { interactions, facts: new TrainingFacts(interactions) };
    });
  }

  /** Names of the stack's filters. */
  get filters(): string[] {
    return [...stackFilters(this.outputs).keys()];
  }
}

/** Columns that have a place of their own on the page; the others are those of the shop's own. */
const COLUMNS: readonly string[] = [
  'ITEM_ID',
  'NAME',
  'CATEGORY_L1',
  'STYLE',
  'PRODUCT_DESCRIPTION',
  'PRICE',
];

/** The items of a deployed stack, searchable by name, category and style. */
async function readItems(client: S3Client, bucket: string): Promise<Directory<PageItem>> {
  const items = new Directory<PageItem>();
  for await (const rows of preparedTable(client, bucket, DATASETS.ITEMS.file, (header) => header))
    for (const row of rows) {
      const { ITEM_ID: itemId, NAME: name = itemId, CATEGORY_L1: category = '', PRICE: price = '' } = row;
      const { STYLE: style = '', PRODUCT_DESCRIPTION: description = '' } = row;
      const own = Object.entries(row).filter(([column, value]) => !COLUMNS.includes(column) && value !== '');
      const item = {
        itemId,
        name,
        category,
        style,
        description,
        ...(price !== '' && { price: Number(price) }),
      };
      items.add(
        itemId,
        own.length > 0 ? { ...item, columns: Object.fromEntries(own) } : item,
        name,
        category,
        style,
        ...own.map(([, value]) => value),
      );
    }
  return items;
}

/** The users of a deployed stack, searchable by name. */
async function readUsers(client: S3Client, bucket: string): Promise<Directory<PageUser>> {
  const users = new Directory<PageUser>();
  for await (const rows of preparedTable(client, bucket, DATASETS.USERS.file, ['USER_ID', 'USER_NAME']))
    for (const { USER_ID: userId, USER_NAME: name } of rows)
      users.add(userId, { userId, name: name || userId }, name);
  return users;
}

/** Memoizes an async function without arguments; a failure is not cached. */
export function remembered<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () =>
    (result ??= work().catch((error: unknown) => {
      result = undefined;
      throw error;
    }));
}
