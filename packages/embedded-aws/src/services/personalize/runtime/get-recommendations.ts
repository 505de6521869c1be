import type { FilterExpression } from '@ecommerce-recommenders/personalize/filters/filter-expression';
import { USE_CASES, type UseCase, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { AwsError } from '../../../aws-error';
import { JSON_TEXT } from '../../../gateway/rest-json-protocol';
import { invalidInput } from '../errors';
import { filterTest } from '../filters/filter-test';
import { isEncrypted, requireKey } from '../group-key';
import { personalizeAction } from '../personalize-action';
import type { PersonalizeStore } from '../personalize-store';
import type { RecommenderResource } from '../recommender-resource';
import { ARN, ID, NAME } from '../shapes';
import type { TrainedModel } from '../training/trained-model';
import { bestItems, type ItemTest, type BestItems } from './best-items';
import { itemListJson } from './item-list-json';
import { METADATA_COLUMNS, metadataReader, type MetadataSource } from './item-metadata';
import { purchasedItems } from './purchased-items';
import { rankFor } from './rank-for';
import { checkContext, CONTEXT } from './request-context';
import { FILTER_VALUES, requestedFilter } from './requested-filter';
import { requestedPromotion } from './requested-promotion';
import { withPromotion } from './with-promotion';

/** Fallback for lists with too few answers to the use case's own question. */
const FILLED_FROM: Record<UseCaseName, string> = {
  'most-viewed': 'items that nobody viewed',
  'best-sellers': 'items that nobody purchased',
  'frequently-bought-together': 'the best sellers',
  'customers-who-viewed-x-also-viewed': 'the most viewed',
  'recommended-for-you': 'the most viewed',
};

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_RS_GetRecommendations.html */
export const getRecommendations = personalizeAction({
  input: {
    recommenderArn: ARN,
    campaignArn: ARN,
    userId: ID,
    itemId: ID,
    numResults: { type: 'integer', min: 0, max: 500 },
    context: CONTEXT,
    filterArn: ARN,
    filterValues: FILTER_VALUES,
    promotions: {
      type: 'list',
      max: 1,
      of: {
        type: 'structure',
        fields: {
          name: NAME,
          percentPromotedItems: { type: 'integer', min: 1, max: 100 },
          filterArn: ARN,
          filterValues: FILTER_VALUES,
        },
      },
    },
    metadataColumns: METADATA_COLUMNS,
  },
  permissions: ({ recommenderArn = '*' }) => [
    { action: 'personalize:GetRecommendations', resources: [recommenderArn] },
  ],
  run: async (input, store, call) => {
    const { campaignArn, recommenderArn, userId, itemId, numResults = 25, context } = input;
    if (campaignArn !== undefined)
      throw invalidInput(
        'campaignArn: campaigns on the embedded AWS only rank. Call GetPersonalizedRanking, or name a recommenderArn.',
      );
    const recommender = servingRecommender(recommenderArn, store);
    const { useCase, datasetGroupArn } = recommender;
    requireIds(useCase, { userId, itemId });
    const group = store.datasetGroups.mustGet(datasetGroupArn);
    if (isEncrypted(group)) await requireKey(group, store);
    const filter = requestedFilter(input, recommender, userId, store);
    const promotion = requestedPromotion(input.promotions ?? [], recommender, userId, store);
    const metadataOf = metadataReader(input.metadataColumns, numResults, metadataSource(recommender), store);
    if (context) {
      checkContext(context, datasetGroupArn, store);
      call.note('context has no effect on the embedded AWS');
    }

    const { ranking, itemIds } = rankFor(recommender, { userId, itemId, count: numResults }, store);
    const purchased = purchasedItems(recommender, userId, store);
    const testOf = (expressions: readonly FilterExpression[]): ItemTest => {
      const passes = filterTest(expressions, { datasetGroupArn, itemIds, userId, itemId }, store);
      return purchased.size === 0 ? passes : (item) => passes(item) && !purchased.has(itemIds[item]);
    };
    const best = (count: number, passes: ItemTest): BestItems => bestItems(ranking, itemIds, count, passes);
    const given = promotion
      ? withPromotion(best, itemIds, promotion, {
          count: numResults,
          promotes: testOf(promotion.expressions),
          passes: testOf(filter),
          seed: call.requestId,
        })
      : best(numResults, testOf(filter));

    const { items, answered } = given;
    if (answered < items.length)
      call.note(`answered ${answered} of ${numResults}, filled up from ${FILLED_FROM[useCase]}`);
    if (items.length < numResults)
      call.note(`gave ${items.length} of ${numResults}: no other item may be recommended`);
    const recommendationId = `RID-${store.platform.newId()}`;
    if (metadataOf) {
      const itemList = items.map((item) => ({ ...item, metadata: metadataOf(item.itemId) }));
      return { itemList, recommendationId };
    }
    const text = `{"itemList":${itemListJson(given)},"recommendationId":"${recommendationId}"}`;
    return { itemList: items, recommendationId, [JSON_TEXT]: text };
  },
});

/** An empty id counts as missing; an unneeded one is ignored. */
function requireIds(useCase: UseCaseName, ids: { readonly userId?: string; readonly itemId?: string }): void {
  const { needs }: UseCase = USE_CASES[useCase];
  const missing = needs.filter((id) => !ids[id]);
  if (missing.length > 0)
    throw invalidInput(
      `Required fields for the provided recipe are ${needs.join(', ')}. The request has no ${missing.join(', ')}.`,
    );
}

const metadataSource = ({
  arn,
  datasetGroupArn,
  recommenderConfig,
}: RecommenderResource): MetadataSource => ({
  what: 'recommender',
  arn,
  datasetGroupArn,
  isEnabled: recommenderConfig?.enableMetadataWithRecommendations,
});

/** A recommender with a model. */
export type ServingRecommender = RecommenderResource & { readonly model: TrainedModel };

/** The recommender of a request. @throws AwsError `ResourceNotFoundException` (404), `InvalidInputException` */
function servingRecommender(arn: string | undefined, { recommenders }: PersonalizeStore): ServingRecommender {
  if (arn === undefined) throw invalidInput('The request must name a recommenderArn.');
  const recommender = recommenders.get(arn);
  if (!recommender)
    throw new AwsError('ResourceNotFoundException', `Resource Arn ${arn} does not exist.`, 404);
  const { status, model } = recommender;
  if (status !== 'ACTIVE' || !model)
    throw invalidInput(`The recommender ${arn} is in the state ${status}; it answers when it is ACTIVE.`);
  return recommender as ServingRecommender;
}
