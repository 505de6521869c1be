import { USE_CASES, USE_CASE_NAMES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';

/** Domains of Amazon Personalize; a custom dataset group has none. */
export const DOMAINS = ['ECOMMERCE', 'VIDEO_ON_DEMAND'] as const;

/** `ECOMMERCE` or `VIDEO_ON_DEMAND`. */
export type Domain = (typeof DOMAINS)[number];

/** An AWS recipe. Only those with a use case can be trained here. */
export interface Recipe {
  readonly name: string;
  readonly arn: string;
  readonly domain: Domain;
  readonly useCase?: UseCaseName;
}

const VIDEO_ON_DEMAND_RECIPES = [
  'aws-vod-because-you-watched-x',
  'aws-vod-more-like-x',
  'aws-vod-most-popular',
  'aws-vod-top-picks',
  'aws-vod-trending-now',
];

const arnOf = (name: string): string => `arn:aws:personalize:::recipe/${name}`;

/** The recipes of the two domains. */
export const RECIPES: readonly Recipe[] = [
  ...USE_CASE_NAMES.map((useCase): Recipe => {
    const name = USE_CASES[useCase].recipe;
    return { name, arn: arnOf(name), domain: 'ECOMMERCE', useCase };
  }),
  ...VIDEO_ON_DEMAND_RECIPES.map((name): Recipe => ({ name, arn: arnOf(name), domain: 'VIDEO_ON_DEMAND' })),
];
