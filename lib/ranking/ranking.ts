import { Construct } from 'constructs';
import { trainsOn } from '@ecommerce-recommenders/shop-data/mapping/trains-on';
import type { RankingSettings } from '@ecommerce-recommenders/shop-data/settings/ranking-setting';
import { SOLUTION_NAMES } from '@ecommerce-recommenders/shop-data/settings/solution-names';
import type { Settings } from '@ecommerce-recommenders/shop-data/settings/settings';
import type { Shop } from '../shop/shop';
import { personalizeArn, resourceName } from '../shop/personalize-arn';
import { Campaign } from './campaign';
import { Solution } from '../solutions/solution';
import { SolutionTraining } from '../solutions/solution-training';

/** What a {@link Ranking} learns from, and how. */
export interface RankingProps extends Pick<Settings, 'data' | 'trainingTimeoutHours'> {
  readonly ranking: RankingSettings;
  readonly shop: Shop;
}

/** Start of the names of its solution and campaign, after the stack's. */
const { ranking: NAME } = SOLUTION_NAMES;

/** @see https://docs.aws.amazon.com/personalize/latest/dg/native-recipe-personalized-ranking-v2.html */
const RECIPE = 'aws-personalized-ranking-v2';

/**
 * Puts items into the order that suits a visitor: a solution of the service's recipe for it, and the campaign that answers.
 * The service trains on the schedule of the solution, and the campaign takes each new version without a gap.
 */
export class Ranking extends Construct {
  readonly solution: Solution;
  readonly campaign: Campaign;
  /**
   * Campaign ARN with a wildcard, for policies of callers. A replaced campaign is still called until callers have the new ARN, so a
   * policy on the new one alone would deny them.
   */
  readonly campaignArns: string;

  constructor(scope: Construct, id: string, props: RankingProps) {
    super(scope, id);
    const { shop, trainingTimeoutHours: timeoutHours } = props;
    const { datasetGroup } = shop;
    const { minRequestsPerSecond, schedule, excludedColumns } = props.ranking;
    this.solution = new Solution(this, 'Solution', {
      datasetGroup,
      solutionName: NAME,
      recipe: RECIPE,
      excludedColumns,
      trainsOn: trainsOn(props.data, excludedColumns),
      trainingSchedule: schedule,
    });
    const training = new SolutionTraining(this, 'Training', { solution: this.solution, timeoutHours });
    this.campaign = new Campaign(this, 'Campaign', { solution: this.solution, minRequestsPerSecond });
    this.campaign.node.addDependency(training);
    this.campaignArns = personalizeArn(this, 'campaign', resourceName(this, `${NAME}*`));
    this.node.addDependency(...shop.imports);
    shop.turns.take([this], true);
  }
}
