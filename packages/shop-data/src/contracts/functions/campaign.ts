import type { TagProperties } from './tags';

/** A campaign that serves the newest version of a solution. It is complete once it is ACTIVE. `Ref` is its ARN. */
export const CAMPAIGN_TYPE = 'Custom::PersonalizeCampaign';

/** Template properties. CloudFormation passes every scalar as a string. */
export interface CampaignProperties extends TagProperties {
  readonly Name: string;
  readonly SolutionArn: string;
  readonly MinProvisionedTps: string;
}
