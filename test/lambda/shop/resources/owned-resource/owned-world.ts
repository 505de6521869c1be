import type { RecommenderProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import { OWNER_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import { recommender } from '../../../../../lambda/shop/recommender/recommender';
import type { FakePersonalize } from '../../../support/fake-personalize';
import { handlerWorld, requestsFor, type HandlerWorld } from '../../../support/handler-world';
import { STACK_ID } from '../../../support/provider-framework';

/** The resource that the tests own: a recommender. */
export const ARN = 'arn:aws:personalize:eu-west-1:111122223333:recommender/Shop-most-viewed';

export const properties: RecommenderProperties = {
  Name: 'Shop-most-viewed',
  DatasetGroupArn: 'arn:aws:personalize:eu-west-1:111122223333:dataset-group/Shop-shop',
  RecipeArn: 'arn:aws:personalize:::recipe/aws-ecomm-popular-items-by-views',
};

/** The same for Personalize. */
export const input = {
  name: properties.Name,
  datasetGroupArn: properties.DatasetGroupArn,
  recipeArn: properties.RecipeArn,
};

/** Tags of this stack, and of another one. */
export const ours = [{ tagKey: OWNER_TAG, tagValue: STACK_ID }];
export const theirs = [{ tagKey: OWNER_TAG, tagValue: `${STACK_ID}-of-another` }];

export const { create, remove, update } = requestsFor(properties, ARN);

interface OwnedWorld extends HandlerWorld<RecommenderProperties> {
  /** Adds the resource, with these tags, and lets that many minutes pass. */
  readonly add: (tags?: unknown[], minutes?: number) => ReturnType<FakePersonalize['add']>;
  readonly status: () => string | undefined;
}

export function ownedWorld(): OwnedWorld {
  const world = handlerWorld(recommender);
  const { clock, personalize } = world;
  return {
    ...world,
    add: (tags = ours, minutes = 60) => {
      const resource = personalize.add('recommender', 'Shop-most-viewed', { ...input, tags });
      clock.minutes += minutes;
      return resource;
    },
    status: () => personalize.statusOf(ARN),
  };
}
