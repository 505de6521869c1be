import { DEFAULT_REQUESTS_PER_SECOND } from '@ecommerce-recommenders/personalize/provisioned-rate';
import { QUOTAS } from '@ecommerce-recommenders/personalize/quotas';
import { onMember } from '../../../authorization/permission';
import { inUse, invalidInput, requireActive, requireNoUpdate, tooMany } from '../errors';
import { creation, personalizeAction, solutionOf } from '../personalize-action';
import type { PersonalizeStore } from '../personalize-store';
import { isInTransition } from '../resource';
import { ARN, NAME, TAGS } from '../shapes';
import { setTags } from '../tags';
import type { CampaignConfig } from './campaign-resource';
import { checkCampaignConfig } from './check-solution';
import { deploy } from './deploy';
import { meterCampaign } from './meter-solution';
import type { SolutionVersion } from './solution-resource';
import { requireRanking } from './require-recipe';
import { CAMPAIGN_CONFIG } from './solution-shapes';
import { versionsOf } from './start-version';

const { campaignsInGroup: MAX_IN_GROUP } = QUOTAS;
const MIN_PROVISIONED_TPS = { type: 'integer', min: 1 } as const;

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_CreateCampaign.html */
export const createCampaign = personalizeAction({
  input: {
    name: { ...NAME, required: true },
    solutionVersionArn: { ...ARN, required: true },
    minProvisionedTPS: MIN_PROVISIONED_TPS,
    campaignConfig: CAMPAIGN_CONFIG,
    tags: TAGS,
  },
  permissions: (input, store) =>
    creation(
      'personalize:CreateCampaign',
      [solutionOf(input.solutionVersionArn)],
      store.arnOf(`campaign/${input.name}`),
      input,
    ),
  run: (
    { name, solutionVersionArn, minProvisionedTPS = DEFAULT_REQUESTS_PER_SECOND, campaignConfig, tags },
    store,
  ) => {
    checkCampaignConfig(campaignConfig);
    const version = deployable(solutionVersionArn, campaignConfig, store);
    const { solutionArn, datasetGroupArn } = version;
    const resource = store.newResource(`campaign/${name}`, setTags(new Map(), tags));
    store.campaigns.requireFree(resource.arn);
    if (store.campaigns.list({ datasetGroupArn }).length >= MAX_IN_GROUP)
      throw tooMany('campaign', MAX_IN_GROUP);
    const campaign = store.campaigns.add({
      ...resource,
      name,
      solutionArn,
      datasetGroupArn,
      solutionVersionArn: version.arn,
      minProvisionedTPS,
      campaignConfig,
    });
    store.create('campaign', campaign, undefined, undefined, undefined, () => meterCampaign(campaign, store));
    return { campaignArn: campaign.arn };
  },
});

/** Omitted members keep their values. @see https://docs.aws.amazon.com/personalize/latest/dg/API_UpdateCampaign.html */
export const updateCampaign = personalizeAction({
  input: {
    campaignArn: { ...ARN, required: true },
    solutionVersionArn: ARN,
    minProvisionedTPS: MIN_PROVISIONED_TPS,
    campaignConfig: CAMPAIGN_CONFIG,
  },
  permissions: onMember('personalize:UpdateCampaign', 'campaignArn'),
  run: ({ campaignArn, solutionVersionArn, minProvisionedTPS, campaignConfig }, store) => {
    const campaign = store.campaigns.mustGet(campaignArn);
    requireActive(campaign);
    requireNoUpdate(campaignArn, campaign.latestCampaignUpdate);
    checkCampaignConfig(campaignConfig);
    const config = { ...campaign.campaignConfig, ...campaignConfig };
    const version =
      solutionVersionArn === undefined ? undefined : deployable(solutionVersionArn, config, store);
    if (version && version.solutionArn !== campaign.solutionArn)
      throw invalidInput(
        `solutionVersionArn is of ${version.solutionArn}, the campaign ${campaignArn} of ${campaign.solutionArn}.`,
      );
    const deployed = {
      solutionVersionArn: version?.arn ?? campaign.solutionVersionArn,
      minProvisionedTPS: minProvisionedTPS ?? campaign.minProvisionedTPS,
      campaignConfig: campaignConfig ? config : campaign.campaignConfig,
    };
    deploy(campaign, deployed, store);
    return { campaignArn };
  },
});

const LATEST = '/$LATEST';

/** The ACTIVE version of an ARN, or the latest one of `SOLUTION-ARN/$LATEST`. */
function deployable(
  arn: string,
  config: CampaignConfig | undefined,
  store: PersonalizeStore,
): SolutionVersion {
  if (arn.endsWith(LATEST)) {
    const solution = store.solutions.mustGet(arn.slice(0, -LATEST.length));
    requireRanking(solution);
    const latest = versionsOf(solution, store).find(({ status }) => status === 'ACTIVE');
    if (!latest) throw inUse(`Resource Arn ${solution.arn} has no ACTIVE solution version yet.`);
    return latest;
  }
  if (config?.syncWithLatestSolutionVersion)
    throw invalidInput(
      `campaignConfig.syncWithLatestSolutionVersion needs a solutionVersionArn that ends in ${LATEST}, not ${arn}.`,
    );
  const version = store.solutionVersions.mustGet(arn);
  requireRanking(version);
  requireActive(version);
  return version;
}

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_DeleteCampaign.html */
export const deleteCampaign = personalizeAction({
  input: { campaignArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DeleteCampaign', 'campaignArn'),
  run: ({ campaignArn }, store) => {
    const campaign = store.campaigns.mustGet(campaignArn);
    if (isInTransition(campaign))
      throw inUse(`Resource Arn ${campaignArn} is in the state ${campaign.status}.`);
    requireNoUpdate(campaignArn, campaign.latestCampaignUpdate);
    store.delete('campaign', campaign, () => store.campaigns.remove(campaignArn));
    meterCampaign(campaign, store);
    return undefined;
  },
});
