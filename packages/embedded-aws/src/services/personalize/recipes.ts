import { USE_CASES, USE_CASE_NAMES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';

/** Domains of Amazon Personalize; a custom dataset group has none. */
export const DOMAINS = ['ECOMMERCE', 'VIDEO_ON_DEMAND'] as const;

/** `ECOMMERCE` or `VIDEO_ON_DEMAND`. */
export type Domain = (typeof DOMAINS)[number];

/** An AWS recipe. Only those with a use case, or that train a ranking, can be trained here. */
export interface Recipe {
  readonly name: string;
  readonly arn: string;
  /** Absent for a custom recipe, which solutions are made of. */
  readonly domain?: Domain;
  readonly useCase?: UseCaseName;
  readonly trains?: 'ranking';
}

const RANKING_RECIPES = ['aws-personalized-ranking', 'aws-personalized-ranking-v2'];

const OTHER_CUSTOM_RECIPES = [
  'aws-item-affinity',
  'aws-item-attribute-affinity',
  'aws-next-best-action',
  'aws-popularity-count',
  'aws-semantic-similarity',
  'aws-similar-items',
  'aws-sims',
  'aws-trending-now',
  'aws-user-personalization',
  'aws-user-personalization-v2',
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
  ...RANKING_RECIPES.map((name): Recipe => ({ name, arn: arnOf(name), trains: 'ranking' })),
  ...OTHER_CUSTOM_RECIPES.map((name): Recipe => ({ name, arn: arnOf(name) })),
];
