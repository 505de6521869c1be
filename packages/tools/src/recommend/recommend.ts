import { RECOMMENDER_OUTPUTS } from '@ecommerce-recommenders/shop-data/contracts/stack-outputs';
import {
  GetRecommendationsCommand,
  type GetRecommendationsCommandOutput,
  type PersonalizeRuntimeClient,
} from '@aws-sdk/client-personalize-runtime';
import type { S3Client } from '@aws-sdk/client-s3';
import { DescribeRecommenderCommand, type PersonalizeClient } from '@aws-sdk/client-personalize';
import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import {
  SIMILAR_ITEMS,
  type AnsweredUseCase,
} from '@ecommerce-recommenders/shop-data/contracts/lists/similar-items';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { preparedTable } from '../deployed/prepared-body';
import { recommenderArnOf, shopLists } from '../deployed/shop-lists';
import { stackFilters, type StackOutputs } from '../deployed/stack-outputs';

/** One question to a deployed recommender, or to lists. */
export interface RecommendQuery<Name extends AnsweredUseCase = UseCaseName> {
  readonly useCase: Name;
  readonly userId?: string;
  readonly itemId?: string;
  /** 1 to 500. */
  readonly numResults: number;
  /** A filter of the stack by its name in the settings, or any filter of the account by its own name. */
  readonly filter?: string;
  /** Values of the filter's placeholders. @default - none */
  readonly filterValues?: Readonly<Record<string, string>>;
  /**
   * Items to remove from a list, such as the user's purchases. A recommender removes these by itself.
   *
   * @default - none
   */
  readonly exclude?: Iterable<string>;
}

/**
 * Asks the recommender of a deployed stack.
 *
 * @throws Error if the stack does not have the use case
 */
export function askRecommender(
  runtime: PersonalizeRuntimeClient,
  outputs: StackOutputs,
  { useCase, userId, itemId, numResults, filter, filterValues }: RecommendQuery,
): Promise<GetRecommendationsCommandOutput> {
  const recommenderArn = outputs[RECOMMENDER_OUTPUTS[useCase]];
  if (!recommenderArn) throw new Error(missing(outputs, useCase));
  const filterArn = filter && filterArnOf(outputs, filter);
  return runtime.send(
    new GetRecommendationsCommand({ recommenderArn, userId, itemId, numResults, filterArn, filterValues }),
  );
}

/** The service's maximum for `numResults`. */
const MAX_RESULTS = 500;

/**
 * Asks a use case of a deployed stack, however it is served. An answer from lists has no `recommendationId` and no
 * scores. The requested item is removed, because popular items, which replace an unknown answer, may contain it.
 *
 * @throws Error if the stack does not have the use case, or the item has no list
 */
export async function askShop(
  clients: RecommendClients,
  outputs: StackOutputs,
  query: RecommendQuery<AnsweredUseCase>,
): Promise<ShopAnswer> {
  const { itemId: asked, numResults } = query;
  if (asked === undefined) return answerOf(clients, outputs, query);
  const withSpare = { ...query, numResults: Math.min(numResults + 1, MAX_RESULTS) };
  const { itemList = [], ...rest } = await answerOf(clients, outputs, withSpare);
  return { ...rest, itemList: itemList.filter(({ itemId }) => itemId !== asked).slice(0, numResults) };
}

/** An answer from a recommender or from lists. */
type ShopAnswer = Pick<GetRecommendationsCommandOutput, 'itemList' | 'recommendationId'>;

async function answerOf(
  { runtime, s3 }: RecommendClients,
  outputs: StackOutputs,
  query: RecommendQuery<AnsweredUseCase>,
): Promise<ShopAnswer> {
  const { useCase } = query;
  const lists = recommenderArnOf(outputs, useCase) ? undefined : await shopLists(s3, outputs);
  if (!lists?.useCases.includes(useCase)) {
    if (useCase !== SIMILAR_ITEMS) return askRecommender(runtime, outputs, { ...query, useCase });
    throw new Error(
      'The stack has no lists of similar items. Set similarItems to true in cdk.json and deploy again.',
    );
  }
  const list = await lists.read(query);
  if (list) return { itemList: list.map((itemId) => ({ itemId })) };
  throw new Error(
    `The item "${query.itemId}" has no list in the run ${lists.run}: it is newer, or listsItems leaves it out. ` +
      'Show the best sellers in its place.',
  );
}

function missing(outputs: StackOutputs, useCase: UseCaseName): string {
  const deployed = Object.entries(RECOMMENDER_OUTPUTS).filter(([, output]) => outputs[output]);
  return (
    `The stack has no recommender for ${useCase}; it has ${deployed.map(([name]) => name).join(', ')}. ` +
    'Add it to useCases in cdk.json and deploy again.'
  );
}

/** ARN of a filter by its name in the settings or in Personalize, in the dataset group's account and region. */
export const filterArnOf = (outputs: StackOutputs, name: string): string =>
  stackFilters(outputs).get(name) ??
  outputs.DatasetGroupArn.replace(/:dataset-group\/.*$/, `:filter/${name}`);

/** One item of the answer. Details are absent if the current items file lacks the item. */
export interface RecommendedItem extends Partial<ItemDetails> {
  readonly itemId: string;
  readonly score?: number;
}

/** Clients that {@link recommend} uses. */
export interface RecommendClients {
  readonly runtime: PersonalizeRuntimeClient;
  readonly s3: S3Client;
}

/**
 * Asks a use case of a deployed stack, and adds each item's details, in rank order.
 *
 * @throws Error if the stack does not have the use case, or the item has no list
 */
export async function recommend(
  clients: RecommendClients,
  outputs: StackOutputs,
  query: RecommendQuery<AnsweredUseCase>,
): Promise<RecommendedItem[]> {
  const { itemList = [] } = await askShop(clients, outputs, query);
  const ids = itemList.map(({ itemId = '' }) => itemId);
  const details = await itemDetails(clients.s3, outputs.DataBucketName, ids);
  return itemList.map(({ itemId = '', score }) => ({
    itemId,
    ...details.get(itemId),
    ...(score !== undefined && { score }),
  }));
}

/** Details of a recommended item to display. */
interface ItemDetails {
  readonly name: string;
  readonly category?: string;
  readonly price?: number;
}

/** Details of some items from the prepared items file. Ids that it lacks are absent. */
export async function itemDetails(
  client: S3Client,
  bucket: string,
  itemIds: Iterable<string>,
): Promise<Map<string, ItemDetails>> {
  const wanted = new Set(itemIds);
  const found = new Map<string, ItemDetails>();
  const columns = ['ITEM_ID', 'NAME', 'CATEGORY_L1', 'PRICE'];
  for await (const rows of preparedTable(client, bucket, DATASETS.ITEMS.file, columns))
    for (const { ITEM_ID: itemId, NAME: name, CATEGORY_L1: category, PRICE: price } of rows)
      if (wanted.has(itemId))
        found.set(itemId, {
          name: name || itemId,
          ...(category !== '' && { category }),
          ...(price !== '' && { price: Number(price) }),
        });
  return found;
}

/** Why a recommender does not answer, and what to do, if its status is the reason. */
export async function recommenderProblem(
  client: PersonalizeClient,
  recommenderArn: string,
): Promise<string | undefined> {
  // Without permission to describe it, the caller reports the recommender's own error.
  const { recommender } = await client
    .send(new DescribeRecommenderCommand({ recommenderArn }))
    .catch(() => ({ recommender: undefined }));
  const status = recommender?.status ?? 'ACTIVE';
  if (status === 'ACTIVE') return undefined;
  const remedy = /^(INACTIVE|STOP)/.test(status)
    ? `Start it with "aws personalize start-recommender --recommender-arn ${recommenderArn}"; it is billed from then on.`
    : /FAILED/.test(status)
      ? `${recommender?.failureReason ?? 'Personalize gives no reason.'} Fix the cause and deploy again.`
      : 'Wait until it is ACTIVE.';
  return `The recommender ${recommenderArn} is ${status} and does not answer. ${remedy}`;
}
