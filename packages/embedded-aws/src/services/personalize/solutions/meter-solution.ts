import { PRICES } from '@ecommerce-recommenders/personalize/prices';
import type { PersonalizeStore } from '../personalize-store';
import { RANKING_V2, trainedRecipe } from '../recipes';
import type { Campaign } from './campaign-resource';
import type { SolutionVersion } from './solution-resource';

/** Records whether a campaign is billed, which it is while ACTIVE. Call it after each change of status or capacity. */
export function meterCampaign(
  { arn, status, solutionArn, minProvisionedTPS }: Campaign,
  { platform, solutions }: PersonalizeStore,
): void {
  const price = solutions.get(solutionArn)?.recipeArn === RANKING_V2 ? 'rankingsV2' : 'rankings';
  const capacity = { price, minRequestsPerSecond: minProvisionedTPS } as const;
  platform.meter.campaigns.set(arn, status === 'ACTIVE' ? capacity : undefined);
}

/** Bills a training: by its hours, or with the newer recipes by the interactions that a finished one learnt from. */
export function meterTraining(
  { recipeArn, creationDateTime, model }: SolutionVersion,
  { platform }: PersonalizeStore,
): void {
  const { trainingPrice } = trainedRecipe(recipeArn);
  if (PRICES.items[trainingPrice].unit === 'training hours')
    platform.meter.add(trainingPrice, (platform.clock.now() / 1000 - creationDateTime) / 3600);
  else if (model) platform.meter.add(trainingPrice, model.log.rows);
}
