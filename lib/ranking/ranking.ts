import type { Schedule } from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { trainsOn } from '@ecommerce-recommenders/shop-data/data/mapping/trains-on';
import type { ExcludedColumns } from '@ecommerce-recommenders/shop-data/contracts/settings/excluded-columns';
import { SOLUTION_NAMES } from '@ecommerce-recommenders/shop-data/contracts/settings/solution-names';
import type { EcommerceRecommenders } from '../shop/ecommerce-recommenders';
import { checkedAddOn, type AddOnRules } from '../add-ons/checked-add-on';
import { personalizeArn, resourceName } from '../shop/personalize-arn';
import { annotateRankingCost } from './annotate-cost';
import { Campaign } from './campaign';
import { Solution } from '../solutions/solution';
import { SolutionTraining } from '../solutions/solution-training';

/** Capacity and training of a {@link ShopRanking}. See docs/ranking.md. */
export interface ShopRankingProps {
  readonly shop: EcommerceRecommenders;
  /**
   * Provisioned requests per second, billed even if unused.
   *
   * @default 1
   */
  readonly minRequestsPerSecond?: number;
  /**
   * Rate of 1 to 30 days at which Personalize trains a new version. It skips a training without new interactions.
   *
   * @default Schedule.rate(Duration.days(7))
   */
  readonly schedule?: Schedule;
  /**
   * Columns excluded from training; filters can still use them.
   *
   * @default - none
   */
  readonly excludedColumns?: ExcludedColumns;
}

const RULES: AddOnRules<ShopRankingProps> = {
  shop: 'object',
  minRequestsPerSecond: 'ranking.minRequestsPerSecond',
  schedule: 'ranking.schedule',
  excludedColumns: 'ranking.excludedColumns',
};

/** Part of the names of the solution and the campaign, after the shop's name. */
const { ranking: NAME } = SOLUTION_NAMES;

/** @see https://docs.aws.amazon.com/personalize/latest/dg/native-recipe-personalized-ranking-v2.html */
const RECIPE = 'aws-personalized-ranking-v2';

/**
 * Sorts items for a visitor: a solution with the personalized-ranking recipe, and a campaign that serves it.
 * Personalize trains on the solution's schedule, and the campaign takes each new version without downtime.
 */
export class ShopRanking extends Construct {
  readonly solution: Solution;
  readonly campaign: Campaign;
  /**
   * Campaign ARN with a wildcard, for the policies of callers. Until callers have the ARN of a new campaign they call
   * the old one, which a policy for the new ARN alone would deny.
   */
  readonly campaignArns: string;

  constructor(scope: Construct, id: string, props: ShopRankingProps) {
    super(scope, id);
    const { shop } = props;
    const ranking = checkedAddOn(this, props, RULES).ranking!;
    const { datasetGroup } = shop;
    const { data, trainingTimeoutHours: timeoutHours } = shop.settings;
    const { minRequestsPerSecond, schedule, excludedColumns } = ranking;
    this.solution = new Solution(this, 'Solution', {
      datasetGroup,
      solutionName: NAME,
      recipe: RECIPE,
      excludedColumns,
      trainsOn: trainsOn(data, excludedColumns),
      trainingSchedule: schedule,
    });
    const training = new SolutionTraining(this, 'Training', { solution: this.solution, timeoutHours });
    this.campaign = new Campaign(this, 'Campaign', { solution: this.solution, minRequestsPerSecond });
    this.campaign.node.addDependency(training);
    this.campaignArns = personalizeArn(this, 'campaign', resourceName(this, `${NAME}*`));
    this.node.addDependency(shop.order.imported);
    shop.order.take([this], { isLong: true });
    shop.profile.annotate((node) => annotateRankingCost(node, ranking));
  }

  /** ARN of the campaign, as a token. */
  get campaignArn(): string {
    return this.campaign.campaignArn;
  }

  /** Allows GetPersonalizedRanking, with and without the shop's filters. */
  grantRank(grantee: iam.IGrantable): iam.Grant {
    return iam.Grant.addToPrincipal({
      grantee,
      actions: ['personalize:GetPersonalizedRanking'],
      resourceArns: [this.campaignArns, personalizeArn(this, 'filter', resourceName(this, '*'))],
    });
  }
}
