import { AwsError } from '../../../aws-error';
import type { InputOf } from '../../../gateway/shape';
import { invalidInput } from '../errors';
import type { PersonalizeStore } from '../personalize-store';
import { RECIPES } from '../recipes';
import { checkTrainingData } from '../training/check-recommender-config';
import type { CampaignConfig } from './campaign-resource';
import type { SolutionConfig } from './solution-resource';
import type { SOLUTION } from './solution-shapes';

/** Unsupported features of the service, by member. */
const UNSUPPORTED_CONFIG = {
  eventValueThreshold: 'all events train',
  hpoConfig: 'models have no hyperparameters',
  algorithmHyperParameters: 'models have no hyperparameters',
  featureTransformationParameters: 'no features are transformed',
  autoMLConfig: 'name a recipeArn instead',
  eventsConfig: 'a purchase weighs two, any other event one',
  optimizationObjective: 'relevance alone counts',
} as const satisfies Partial<Record<keyof SolutionConfig, string>>;

/**
 * Returns the recipe; rejects by name what cannot be trained.
 *
 * @throws AwsError `InvalidInputException`, `ResourceNotFoundException`
 */
export function checkSolution(
  {
    recipeArn,
    performHPO,
    performAutoML,
    performIncrementalUpdate,
    eventType,
    solutionConfig,
    datasetGroupArn,
  }: InputOf<typeof SOLUTION>,
  store: PersonalizeStore,
): string {
  if (performAutoML) throw invalidInput('performAutoML: the embedded AWS has no AutoML; name a recipeArn.');
  if (recipeArn === undefined) throw invalidInput('The request must name a recipeArn.');
  requireTrained(recipeArn);
  if (performHPO) throw invalidInput('performHPO: the embedded AWS has no models with hyperparameters.');
  if (performIncrementalUpdate)
    throw invalidInput(
      `performIncrementalUpdate: supported only by the recipe aws-semantic-similarity, not by ${recipeArn}.`,
    );
  if (eventType !== undefined)
    throw invalidInput('eventType: the embedded AWS trains on events of all types; leave it out.');
  for (const [member, reason] of Object.entries(UNSUPPORTED_CONFIG))
    refuse('solutionConfig', member, solutionConfig, reason);
  checkTrainingData(solutionConfig?.trainingDataConfig, datasetGroupArn, store);
  checkSchedule(solutionConfig?.autoTrainingConfig?.schedulingExpression);
  return recipeArn;
}

function requireTrained(recipeArn: string): void {
  const recipe = RECIPES.find(({ arn }) => arn === recipeArn);
  if (!recipe) throw new AwsError('ResourceNotFoundException', `Resource Arn ${recipeArn} does not exist.`);
  if (recipe.trains) return;
  const trained = RECIPES.flatMap(({ trains, name }) => (trains ? [name] : []));
  throw invalidInput(
    recipe.domain === undefined
      ? `The embedded AWS trains no solutions of the recipe ${recipe.name}. It trains ${trained.join(', ')}.`
      : `The recipe ${recipe.name} is one of the domain ${recipe.domain}: create a recommender with it. ` +
          `Solutions take ${trained.join(', ')}.`,
  );
}

const LONGEST_DAYS = 30;

/** Days between automatic trainings: 7 unless a schedule says otherwise. */
export const daysOf = (schedule = 'rate(7 days)'): number => Number(/\d+/.exec(schedule));

/** @throws AwsError `InvalidInputException` */
export function checkSchedule(schedule: string | undefined): void {
  const days = daysOf(schedule);
  if (days < 1 || days > LONGEST_DAYS)
    throw invalidInput(
      `schedulingExpression is ${schedule}; the rate must be 1 to ${LONGEST_DAYS} days, such as rate(7 days).`,
    );
}

/** @throws AwsError `InvalidInputException` */
export function refuseEventsConfig(config: Readonly<Record<string, unknown>> | undefined): void {
  refuse('solutionUpdateConfig', 'eventsConfig', config, UNSUPPORTED_CONFIG.eventsConfig);
}

/** @throws AwsError `InvalidInputException` */
export function checkCampaignConfig(config: CampaignConfig | undefined): void {
  refuse('campaignConfig', 'itemExplorationConfig', config, 'only User-Personalization explores');
  refuse('campaignConfig', 'rankingInfluence', config, 'rankings are by relevance alone');
}

function refuse(
  where: string,
  member: string,
  config: Readonly<Record<string, unknown>> | undefined,
  reason: string,
): void {
  if (config?.[member] !== undefined)
    throw invalidInput(`${where}.${member}: the embedded AWS does not have it; ${reason}.`);
}
