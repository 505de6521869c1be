import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { PersonalizeEventsClient } from '@aws-sdk/client-personalize-events';
import { PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { S3Client } from '@aws-sdk/client-s3';
import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import type { Measuring, PageEvaluation, PageItem, PagePerson, PageUser } from './page-answers';
import { peopleOf } from './people';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { Interactions } from '@ecommerce-recommenders/models/interactions';
import type { LocalClientConfig } from 'embedded-aws/environment';
import { shopSize } from '@ecommerce-recommenders/shop-data/insight/cost/shop-size';
import type { ShopSize } from '@ecommerce-recommenders/shop-data/insight/readiness/shop-facts';
import { preparedBodyIfAny, preparedRows } from '../deployed/prepared-body';
import { stackFilters, type StackOutputs } from '../deployed/stack-outputs';
import { readInteractions, TrainingFacts } from '../why/training-facts';
import { Directory } from './directory';
import { SentEvents } from './events';
import { isCurrency } from './shop-branding';

/** AWS clients of the page. */
export interface PageClients {
  readonly personalize: PersonalizeClient;
  readonly runtime: PersonalizeRuntimeClient;
  readonly events: PersonalizeEventsClient;
  readonly s3: S3Client;
  readonly logs: CloudWatchLogsClient;
  readonly cloudWatch: CloudWatchClient;
}

/** @param config - for the embedded AWS; by default it is taken from the environment */
export function pageClients(config: LocalClientConfig | Record<never, never> = {}): PageClients {
  return {
    personalize: new PersonalizeClient(config),
    runtime: new PersonalizeRuntimeClient(config),
    events: new PersonalizeEventsClient(config),
    s3: new S3Client(config),
    logs: new CloudWatchLogsClient(config),
    cloudWatch: new CloudWatchClient(config),
  };
}

/** The data on which the stack was trained. */
interface Training {
  readonly interactions: Interactions;
  readonly facts: TrainingFacts;
}

/** Opens a prepared file by name; undefined if the shop has no such file. */
export type OpenPrepared = (file: string) => Promise<AsyncIterable<Buffer> | undefined>;

/** Options of a shop, besides its stack. */
export interface ShopOptions {
  /** The shop of the previous deployment. Its visitors' events are kept. */
  readonly before?: Shop;
  /** Opens its prepared files. @default - those in the stack's bucket */
  readonly open?: OpenPrepared;
  /** The use cases that the stack will have, while it is being deployed. @default - the stack is deployed */
  readonly coming?: readonly UseCaseName[];
}

/** A stack as the page sees it. Its prepared files are loaded lazily, once. */
export class Shop {
  /** Absent without an event tracker. */
  readonly sent?: SentEvents;
  /** The latest evaluation, which may be in progress. */
  evaluation?: Promise<PageEvaluation>;
  /** Progress of the evaluation; absent unless one is in progress. */
  measuring?: Measuring;
  /** Items of the table, followed by those that only the training data has. */
  readonly items: () => Promise<Directory<PageItem>>;
  /** Users of the table, followed by those that only the training data has. */
  readonly users: () => Promise<Directory<PageUser>>;
  readonly size: () => Promise<ShopSize>;
  /** The page's initial user; undefined if there are no users. */
  readonly firstUser: () => Promise<PageUser | undefined>;
  readonly training: () => Promise<Training>;
  readonly people: () => Promise<PagePerson[]>;
  /** The use cases that the stack will have; absent once it is deployed. */
  readonly coming?: readonly UseCaseName[];

  constructor(
    readonly stack: string,
    readonly clients: PageClients,
    readonly outputs: StackOutputs,
    {
      before,
      coming,
      open = (file) => preparedBodyIfAny(clients.s3, outputs.DataBucketName, file),
    }: ShopOptions = {},
  ) {
    const { TrackingId: trackingId } = outputs;
    if (trackingId) this.sent = new SentEvents(clients.events, trackingId, before?.sent);
    this.coming = coming;
    const tables = remembered(async () => {
      const [items, users] = await Promise.all([readItems(open), readUsers(open)]);
      return { items, users };
    });
    this.items = remembered(async () => {
      const [{ items }, { interactions }] = await Promise.all([tables(), this.training()]);
      return items.and(interactions.itemIds, (itemId) => ({ itemId }));
    });
    this.users = remembered(async () => {
      const [{ users }, { interactions }] = await Promise.all([tables(), this.training()]);
      return users.and(interactions.userIds, (userId) => ({ userId, name: userId }));
    });
    this.size = remembered(async () => {
      const [{ items, users }, { interactions }] = await Promise.all([tables(), this.training()]);
      const { userIds, itemIds } = interactions;
      return shopSize({ items, users, training: { users: userIds, items: itemIds } });
    });
    this.firstUser = remembered(async () => {
      const [{ users }, { facts }] = await Promise.all([tables(), this.training()]);
      const [person] = users.size === 0 ? await this.people() : [];
      return person ?? users.all().find(({ userId }) => facts.hasUser(userId)) ?? users.all()[0];
    });
    this.training = remembered(async () => {
      const body = await open(DATASETS.INTERACTIONS.file);
      if (!body) throw new Error(`The data of the stack ${stack} has no ${DATASETS.INTERACTIONS.file}.`);
      const interactions = await readInteractions(body);
      return { interactions, facts: new TrainingFacts(interactions) };
    });
    this.people = remembered(async () => {
      const [{ interactions }, items, users] = await Promise.all([
        this.training(),
        this.items(),
        this.users(),
      ]);
      return peopleOf(interactions, items, users);
    });
  }

  /** Names of the stack's filters. */
  get filters(): string[] {
    return [...stackFilters(this.outputs).keys()];
  }
}

/** Columns to which the page gives their own place. All others are custom columns. */
const COLUMNS: readonly string[] = [
  'ITEM_ID',
  'NAME',
  'CATEGORY_L1',
  'STYLE',
  'PRODUCT_DESCRIPTION',
  'PRICE',
];

/** The items of a shop, searchable by name, category and style. */
async function readItems(open: OpenPrepared): Promise<Directory<PageItem>> {
  const items = new Directory<PageItem>();
  const { file } = DATASETS.ITEMS;
  for await (const rows of preparedRows(await open(file), file, (header) => header))
    for (const row of rows) {
      const { ITEM_ID: itemId, CATEGORY_L1: category = '', PRICE: price = '' } = row;
      const name = row.NAME || itemId;
      const { STYLE: style = '', PRODUCT_DESCRIPTION: description = '' } = row;
      const own = Object.entries(row).filter(([column, value]) => !COLUMNS.includes(column) && value !== '');
      const item = {
        itemId,
        name,
        category,
        style,
        description,
        ...(price !== '' && { price: Number(price) }),
        ...imageOf(own),
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

/** Matches names of columns that contain the address of a picture. */
const IMAGE = /^(MAIN_|PRIMARY_|PRODUCT_)?(IMAGE|PICTURE|PHOTO|THUMBNAIL|IMG)(_?(URL|LINK|SRC|URI))?$/;

/** The address of an item's picture. The page loads only `https:`. */
function imageOf(columns: readonly (readonly [string, string])[]): Pick<PageItem, 'image'> {
  const [, image] =
    columns.find(([column, value]) => IMAGE.test(column) && value.startsWith('https://')) ?? [];
  return image !== undefined && URL.canParse(image) ? { image } : {};
}

/** The value of the shop's currency column, if it is the same for all items. */
export function currencyOf(items: Directory<PageItem>): string | undefined {
  const ofTable = items.all().filter(({ name }) => name !== undefined);
  const codes = new Set(ofTable.map(({ columns }) => (columns?.CURRENCY ?? '').toUpperCase()));
  const [code] = codes;
  return codes.size === 1 && isCurrency(code) ? code : undefined;
}

/** The users of a shop, searchable by name. */
async function readUsers(open: OpenPrepared): Promise<Directory<PageUser>> {
  const users = new Directory<PageUser>();
  const { file } = DATASETS.USERS;
  for await (const rows of preparedRows(await open(file), file, ['USER_ID', 'USER_NAME']))
    for (const { USER_ID: userId, USER_NAME: name } of rows)
      users.add(userId, { userId, name: name || userId }, name);
  return users;
}

/** Memoizes an async function without arguments. Failures are not cached. */
export function remembered<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () =>
    (result ??= work().catch((error: unknown) => {
      result = undefined;
      throw error;
    }));
}
