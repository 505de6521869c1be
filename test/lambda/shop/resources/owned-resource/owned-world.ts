import type { RecommenderProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import { OWNER_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import { recommender } from '../../../../../lambda/shop/recommender/recommender';
import { FakePersonalize } from '../../../support/fake-personalize';
import { providerFramework, STACK_ID, type Request } from '../../../support/provider-framework';
import { stackDouble, type StackState } from '../../../support/stack-double';

/** The resource that the tests own: a recommender. */
export const ARN = 'arn:aws:personalize:eu-west-1:111122223333:recommender/Shop-most-viewed';

/** Its properties. */
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

/** Tags of this stack. */
export const ours = [{ tagKey: OWNER_TAG, tagValue: STACK_ID }];

/** Tags of another one. */
export const theirs = [{ tagKey: OWNER_TAG, tagValue: `${STACK_ID}-of-another` }];

export const create: Request<RecommenderProperties> = {
  RequestType: 'Create',
  ResourceProperties: properties,
};

export const remove = { ...create, RequestType: 'Delete', PhysicalResourceId: ARN } as const;

type Run = ReturnType<typeof providerFramework<RecommenderProperties>>;

/** What the handler works with. */
export interface OwnedWorld {
  readonly clock: { minutes: number };
  readonly stack: StackState;
  readonly personalize: FakePersonalize;
  /** Sends a request to the handler, and polls until it ends. */
  run: Run;
  /** Another {@link run}. */
  readonly runWith: (isAbandoned?: () => Promise<boolean>, client?: FakePersonalize['client']) => Run;
  readonly countOf: (operation: string) => number;
}

/** An empty account, and a stack that is not being rolled back. */
export function ownedWorld(): OwnedWorld {
  const clock = { minutes: 0 };
  const stack: StackState = {};
  const personalize = new FakePersonalize(clock);
  const now = (): number => clock.minutes * 60_000;
  const runWith: OwnedWorld['runWith'] = (
    isAbandoned = async () => stack.isAbandoned ?? false,
    client = personalize.client,
  ) =>
    providerFramework(
      recommender(client, { ...stackDouble(stack), isAbandoned }, now),
      clock,
      stackDouble(stack),
    );
  return {
    clock,
    stack,
    personalize,
    run: runWith(),
    runWith,
    countOf: (operation) => personalize.calls.filter((call) => call === operation).length,
  };
}
