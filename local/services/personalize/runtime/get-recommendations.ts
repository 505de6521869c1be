import { USE_CASES, type UseCase, type UseCaseName } from '../../../../domain/use-cases';
import { AwsError } from '../../../aws-error';
import { invalidInput } from '../errors';
import { personalizeAction } from '../personalize-action';
import type { PersonalizeStore } from '../personalize-store';
import type { RecommenderResource } from '../recommender-resource';
import { ARN } from '../shapes';
import type { TrainedModel } from '../training/trained-model';
import { bestItems, type RankedItem } from './best-items';

const ID = { type: 'string', max: 256 } as const;

/** A filter sees this many of a user's latest events of a type. */
const MAX_PURCHASES = 100;

/** What fills up a list when the use case's own question has too few answers. */
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
    // Only Recommended for you may use it on AWS; models here learn from ids, event types and times alone.
    context: {
      type: 'map',
      max: 150,
      key: { type: 'string', max: 150, pattern: /[A-Za-z\d_]+/ },
      of: { type: 'string', max: 1000 },
    },
    filterArn: ARN,
    filterValues: { type: 'any' },
    promotions: { type: 'any' },
    metadataColumns: { type: 'any' },
  },
  run: (input, store, call) => {
    const { userId, itemId, numResults = 25 } = input;
    for (const member of NOT_BUILT)
      if (input[member] !== undefined)
        throw invalidInput(`${member}: the embedded AWS does not have this part of GetRecommendations.`);
    const recommender = servingRecommender(input.recommenderArn, store);
    requireIds(recommender.useCase, { userId, itemId });

    const { log, recommender: model } = recommender.model;
    const ranking = model.rank({ user: log.userOf.get(userId ?? ''), item: log.itemOf.get(itemId ?? '') });
    const best = bestItems(
      ranking,
      log.interactions.itemIds,
      numResults,
      purchasedItems(recommender, userId, store),
    );
    if (best.answered < numResults)
      call.note(
        `answered ${best.answered} of ${numResults}, filled up from ${FILLED_FROM[recommender.useCase]}`,
      );
    return { itemList: best.items satisfies RankedItem[], recommendationId: `RID-${store.platform.newId()}` };
  },
});

const NOT_BUILT = ['campaignArn', 'filterArn', 'filterValues', 'promotions', 'metadataColumns'] as const;

function servingRecommender(
  arn: string | undefined,
  { recommenders }: PersonalizeStore,
): RecommenderResource & { readonly model: TrainedModel } {
  if (arn === undefined) throw invalidInput('The request must name a recommenderArn.');
  const recommender = recommenders.get(arn);
  if (!recommender)
    throw new AwsError('ResourceNotFoundException', `Resource Arn ${arn} does not exist.`, 404);
  const { status, model } = recommender;
  if (status !== 'ACTIVE' || !model)
    throw invalidInput(`The recommender ${arn} is in the state ${status}; it answers when it is ACTIVE.`);
  return recommender as RecommenderResource & { readonly model: TrainedModel };
}

/** An empty id counts as missing; one that the use case does not need is passed over. */
function requireIds(useCase: UseCaseName, ids: { readonly userId?: string; readonly itemId?: string }): void {
  const { needs }: UseCase = USE_CASES[useCase];
  const missing = needs.filter((id) => !ids[id]);
  if (missing.length > 0)
    throw invalidInput(
      `Required fields for the provided recipe are ${needs.join(', ')}. The request has no ${missing.join(', ')}.`,
    );
}

/** What the dataset holds now counts, not what it held at the training. */
function purchasedItems(
  { useCase, datasetGroupArn }: RecommenderResource,
  userId: string | undefined,
  store: PersonalizeStore,
): ReadonlySet<string> {
  const log = USE_CASES[useCase].removesPurchased
    ? store.datasetOf(datasetGroupArn, 'INTERACTIONS')?.interactions
    : undefined;
  return log?.purchasedBy(userId ?? '', MAX_PURCHASES) ?? new Set();
}
