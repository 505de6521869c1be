import { TagManager, TagType, type ITaggableV2 } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import {
  CAMPAIGN_DIMENSION,
  CAMPAIGN_METRICS,
  PERSONALIZE_NAMESPACE,
  type RecommenderMetricName,
} from '@ecommerce-recommenders/personalize/recommender-metrics';
import {
  CAMPAIGN_TYPE,
  type CampaignProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/campaign';
import { addOnsProvider } from '../add-ons/add-ons-provider';
import { personalizeArn, resourceName } from '../shop/personalize-arn';
import { tagProperty } from '../shop/tag-property';
import type { Solution } from '../solutions/solution';
import { allow } from '../shop/allow';

/** Solution and capacity of a {@link Campaign}. */
export interface CampaignProps {
  readonly solution: Solution;
  /** Provisioned requests per second, billed even if unused. */
  readonly minRequestsPerSecond: number;
}

/**
 * A campaign that serves the newest version of a solution. Personalize switches to each new version automatically,
 * and serves the previous one until the new one is ready.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/API_CreateCampaign.html
 */
export class Campaign extends Construct implements ITaggableV2 {
  readonly campaignArn: string;
  readonly minRequestsPerSecond: number;
  /** Tags of the resource, which `Tags.of` sets. */
  readonly cdkTagManager = new TagManager(TagType.MAP, CAMPAIGN_TYPE);

  constructor(scope: Construct, id: string, { solution, minRequestsPerSecond }: CampaignProps) {
    super(scope, id);
    this.minRequestsPerSecond = minRequestsPerSecond;
    // The ARN has a wildcard, because only CloudFormation knows the names of campaigns that are being deleted.
    const campaigns = personalizeArn(this, 'campaign', resourceName(this, '*'));
    const statements = [
      allow(
        ['personalize:CreateCampaign', 'personalize:ListTagsForResource'],
        personalizeArn(this, 'solution', resourceName(this, '*')),
      ),
      allow(
        [
          'personalize:CreateCampaign',
          'personalize:DescribeCampaign',
          'personalize:UpdateCampaign',
          'personalize:DeleteCampaign',
          'personalize:TagResource',
          'personalize:UntagResource',
          'personalize:ListTagsForResource',
        ],
        campaigns,
      ),
    ];
    const properties: CampaignProperties = {
      Name: solution.fullName,
      SolutionArn: solution.solutionArn,
      MinProvisionedTps: String(minRequestsPerSecond),
      Tags: tagProperty(this.cdkTagManager),
    };
    const resource = addOnsProvider(this).resource(this, 'Resource', {
      resourceType: CAMPAIGN_TYPE,
      properties,
      statements,
      policy: 'Campaigns',
    });
    this.campaignArn = resource.ref;
  }

  /** A metric that Personalize publishes for this campaign; the default period is five minutes. */
  metric(metric: RecommenderMetricName, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    const { name, statistic } = CAMPAIGN_METRICS[metric];
    return new cloudwatch.Metric({
      namespace: PERSONALIZE_NAMESPACE,
      metricName: name,
      dimensionsMap: { [CAMPAIGN_DIMENSION]: this.campaignArn },
      statistic,
      ...options,
    });
  }
}
