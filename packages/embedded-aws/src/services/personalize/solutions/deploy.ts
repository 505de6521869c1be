import type { PersonalizeStore } from '../personalize-store';
import { meterCampaign } from './meter-solution';
import type { Campaign, Deployment } from './campaign-resource';

/** Updates a campaign, which keeps serving its current version until the update is done. */
export function deploy(
  campaign: Campaign,
  { solutionVersionArn, minProvisionedTPS, campaignConfig }: Deployment,
  store: PersonalizeStore,
): void {
  const deployed = { solutionVersionArn, minProvisionedTPS, campaignConfig };
  const now = store.now();
  campaign.latestCampaignUpdate = {
    ...deployed,
    status: 'CREATE PENDING',
    creationDateTime: now,
    lastUpdatedDateTime: now,
  };
  store.create('campaign', campaign.latestCampaignUpdate, undefined, () => {
    Object.assign(campaign, deployed, { lastUpdatedDateTime: store.now() });
    meterCampaign(campaign, store);
  });
}
