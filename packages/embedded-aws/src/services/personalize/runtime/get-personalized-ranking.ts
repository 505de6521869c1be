import { AwsError } from '../../../aws-error';
import { invalidInput } from '../errors';
import { filterTest } from '../filters/filter-test';
import { isEncrypted, requireKey } from '../group-key';
import { personalizeAction } from '../personalize-action';
import type { PersonalizeStore } from '../personalize-store';
import { RANKING_V2 } from '../recipes';
import { ARN, ID } from '../shapes';
import type { Campaign } from '../solutions/campaign-resource';
import { isRanking } from '../solutions/learn';
import type { SolutionVersion } from '../solutions/solution-resource';
import type { RankingModel } from '../training/trained-model';
import type { RankedItem } from './best-items';
import { METADATA_COLUMNS, metadataReader } from './item-metadata';
import { recentEvents } from './recent-events';
import { checkContext, CONTEXT } from './request-context';
import { FILTER_VALUES, requestedFilter } from './requested-filter';

const MAX_ITEMS = 500;

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_RS_GetPersonalizedRanking.html */
export const getPersonalizedRanking = personalizeAction({
  input: {
    campaignArn: { ...ARN, required: true },
    inputList: { type: 'list', min: 1, max: MAX_ITEMS, of: ID, required: true },
    userId: { ...ID, required: true },
    context: CONTEXT,
    filterArn: ARN,
    filterValues: FILTER_VALUES,
    metadataColumns: METADATA_COLUMNS,
  },
  permissions: ({ campaignArn }) => [
    { action: 'personalize:GetPersonalizedRanking', resources: [campaignArn] },
  ],
  run: async (input, store, call) => {
    const { campaignArn, inputList, userId, context } = input;
    const { campaign, version, model } = servingCampaign(campaignArn, store);
    const { datasetGroupArn, campaignConfig } = campaign;
    if (!userId) throw invalidInput('userId is empty; name the user to rank for.');
    const group = store.datasetGroups.mustGet(datasetGroupArn);
    if (isEncrypted(group)) await requireKey(group, store);
    const filter = requestedFilter(input, campaign, userId, store);
    const metadataOf = metadataReader(
      input.metadataColumns,
      inputList.length,
      {
        what: 'campaign',
        arn: campaignArn,
        datasetGroupArn,
        isEnabled: campaignConfig?.enableMetadataWithRecommendations,
      },
      store,
    );
    if (context) {
      checkContext(context, datasetGroupArn, store);
      call.note('context has no effect on the embedded AWS');
    }

    const itemIds = [...new Set(inputList)];
    const passes = filterTest(filter, { datasetGroupArn, itemIds, userId }, store);
    const asked = itemIds.filter((_, item) => passes(item));
    const ranked = rankFor(model, asked, userId, version, store);
    const personalizedRanking = metadataOf
      ? ranked.map((item) => ({ ...item, metadata: metadataOf(item.itemId) }))
      : ranked;
    return { personalizedRanking, recommendationId: `RID-${store.platform.newId()}` };
  },
});

/** Items unknown to the training come last, in request order. */
function rankFor(
  model: RankingModel,
  itemIds: readonly string[],
  userId: string,
  { datasetGroupArn, recipeArn }: SolutionVersion,
  store: PersonalizeStore,
): RankedItem[] {
  const { log, ranker } = model;
  const known = itemIds.flatMap((id) => log.itemOf.get(id) ?? []);
  const recent = recentEvents(model, store.datasetOf(datasetGroupArn, 'INTERACTIONS'), userId);
  const { items, scores } = ranker.rankItems(known, { user: log.userOf.get(userId), recent });
  const unknown = itemIds.filter((id) => !log.itemOf.has(id));
  const none = recipeArn === RANKING_V2 ? {} : { score: 0 };
  return [
    ...Array.from(items, (item, place) => ({ itemId: log.interactions.itemIds[item], score: scores[place] })),
    ...unknown.map((itemId) => ({ itemId, ...none })),
  ];
}

/** The campaign of a request and its model. @throws AwsError `ResourceNotFoundException` (404), `InvalidInputException` */
function servingCampaign(
  arn: string,
  { campaigns, solutionVersions }: PersonalizeStore,
): { readonly campaign: Campaign; readonly version: SolutionVersion; readonly model: RankingModel } {
  const campaign = campaigns.get(arn);
  if (!campaign) throw new AwsError('ResourceNotFoundException', `Resource Arn ${arn} does not exist.`, 404);
  const { status, solutionVersionArn } = campaign;
  const version = solutionVersions.get(solutionVersionArn);
  if (status !== 'ACTIVE' || !version?.model || !isRanking(version.model))
    throw invalidInput(`The campaign ${arn} is in the state ${status}; it answers when it is ACTIVE.`);
  return { campaign, version, model: version.model };
}
