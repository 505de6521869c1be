import type { ValueOf } from '../../../gateway/shape';
import type { Resource, ResourceView, Stateful } from '../resource';
import type { CAMPAIGN_CONFIG } from './solution-shapes';

/** Configuration of a campaign. */
export type CampaignConfig = ValueOf<typeof CAMPAIGN_CONFIG>;

/** Deployment of a campaign: solution version and configuration. */
export interface Deployment {
  readonly solutionVersionArn: string;
  /** Provisioned requests a second. */
  readonly minProvisionedTPS: number;
  readonly campaignConfig?: CampaignConfig;
}

/** A solution version that answers requests. */
export interface Campaign extends Resource, Stateful, Deployment {
  readonly name: string;
  readonly solutionArn: string;
  readonly datasetGroupArn: string;
  solutionVersionArn: string;
  minProvisionedTPS: number;
  campaignConfig?: CampaignConfig;
  latestCampaignUpdate?: CampaignUpdate;
}

/** A change of a campaign, in progress or done. */
export interface CampaignUpdate extends Stateful, Deployment {
  readonly creationDateTime: number;
}

const SUMMARY = ['name', 'status', 'creationDateTime', 'lastUpdatedDateTime', 'failureReason'] as const;

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_Campaign.html */
export const CAMPAIGN_VIEW: ResourceView<Campaign> = {
  arn: 'campaignArn',
  described: [
    ...SUMMARY,
    'solutionVersionArn',
    'minProvisionedTPS',
    'campaignConfig',
    'latestCampaignUpdate',
  ],
  summary: SUMMARY,
};
