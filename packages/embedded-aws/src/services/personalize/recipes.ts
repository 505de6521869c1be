import { USE_CASES, USE_CASE_NAMES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { PriceName } from '@ecommerce-recommenders/personalize/prices';

/** Domains of Amazon Personalize; a custom dataset group has none. */
export const DOMAINS = ['ECOMMERCE', 'VIDEO_ON_DEMAND'] as const;

/** `ECOMMERCE` or `VIDEO_ON_DEMAND`. */
export type Domain = (typeof DOMAINS)[number];

/** What solutions are trained for, named like their recipes. */
const TRAINED = [
  'personalized-ranking',
  'user-personalization',
  'item-affinity',
  'item-attribute-affinity',
] as const;

/** One of {@link TRAINED}. */
export type Trained = (typeof TRAINED)[number];

/** An AWS recipe. Only those with a use case, or with {@link trains}, can be trained here. */
export interface Recipe {
  readonly name: string;
  readonly arn: string;
  /** Absent for a custom recipe, which solutions are made of. */
  readonly domain?: Domain;
  readonly useCase?: UseCaseName;
  readonly trains?: Trained;
  /** Price of a training, if trainings are billed. */
  readonly trainingPrice?: PriceName;
}

const TRAINED_RECIPES: Readonly<Record<string, Required<Pick<Recipe, 'trains' | 'trainingPrice'>>>> = {
  'aws-personalized-ranking': { trains: 'personalized-ranking', trainingPrice: 'rankingTraining' },
  'aws-personalized-ranking-v2': { trains: 'personalized-ranking', trainingPrice: 'rankingTrainingV2' },
  'aws-user-personalization-v2': {
    trains: 'user-personalization',
    trainingPrice: 'personalizationTrainingV2',
  },
  'aws-item-affinity': { trains: 'item-affinity', trainingPrice: 'segmentTraining' },
  'aws-item-attribute-affinity': { trains: 'item-attribute-affinity', trainingPrice: 'segmentTraining' },
};

const OTHER_CUSTOM_RECIPES = [
  'aws-next-best-action',
  'aws-popularity-count',
  'aws-semantic-similarity',
  'aws-similar-items',
  'aws-sims',
  'aws-trending-now',
  'aws-user-personalization',
];

const VIDEO_ON_DEMAND_RECIPES = [
  'aws-vod-because-you-watched-x',
  'aws-vod-more-like-x',
  'aws-vod-most-popular',
  'aws-vod-top-picks',
  'aws-vod-trending-now',
];

const arnOf = (name: string): string => `arn:aws:personalize:::recipe/${name}`;

/** It gives items without interactions no score; the older recipe gives them 0. */
export const RANKING_V2 = arnOf('aws-personalized-ranking-v2');

/** The recipes of the two domains, and the custom ones. */
export const RECIPES: readonly Recipe[] = [
  ...USE_CASE_NAMES.map((useCase): Recipe => {
    const name = USE_CASES[useCase].recipe;
    return { name, arn: arnOf(name), domain: 'ECOMMERCE', useCase };
  }),
  ...VIDEO_ON_DEMAND_RECIPES.map((name): Recipe => ({ name, arn: arnOf(name), domain: 'VIDEO_ON_DEMAND' })),
  ...Object.entries(TRAINED_RECIPES).map(([name, trained]): Recipe => ({
    name,
    arn: arnOf(name),
    ...trained,
  })),
  ...OTHER_CUSTOM_RECIPES.map((name): Recipe => ({ name, arn: arnOf(name) })),
];

/** The recipe of an existing solution. CreateSolution accepts only recipes that can be trained here. */
export const trainedRecipe = (arn: string): Required<Pick<Recipe, 'name' | 'trains' | 'trainingPrice'>> => {
  const { name, trains, trainingPrice } = RECIPES.find((recipe) => recipe.arn === arn) ?? {};
  if (!name || !trains || !trainingPrice) throw new Error(`${arn} trains no solutions.`);
  return { name, trains, trainingPrice };
};
