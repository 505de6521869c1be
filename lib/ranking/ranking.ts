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

/** How items are put into the order that suits a visitor: see docs/ranking.md. */
export interface ShopRankingProps {
  readonly shop: EcommerceRecommenders;
  /**
   * Provisioned requests per second, billed even if unused.
   *
   * @default 1
   */
  readonly minRequestsPerSecond?: number;
  /**
   * When the service trains a new version, a rate of 1 to 30 days. It trains only if there were new interactions.
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

/** First part of the names of its solution and campaign, after the shop's name. */
const { ranking: NAME } = SOLUTION_NAMES;

/** @see https://docs.aws.amazon.com/personalize/latest/dg/native-recipe-personalized-ranking-v2.html */
const RECIPE = 'aws-personalized-ranking-v2';

/**
 * Puts items into the order that suits a visitor: a solution of the service's recipe for it, and the campaign that answers.
 * The service trains on the schedule of the solution, and the campaign takes each new version without a gap.
 */
export class ShopRanking extends Construct {
  readonly solution: Solution;
  readonly campaign: Campaign;
  /**
   * Campaign ARN with a wildcard, for policies of callers. A replaced campaign is still called until callers have the new ARN, so a
   * policy on the new one alone would deny them.
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
    this.node.addDependency(shop.turns.imported);
    shop.turns.take([this], { isLong: true });
    shop.survey.annotate((node) => annotateRankingCost(node, ranking));
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
