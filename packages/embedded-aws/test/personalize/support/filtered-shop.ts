import { type GetRecommendationsCommandInput, type PredictedItem } from '@aws-sdk/client-personalize-runtime';
import { USE_CASE_NAMES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { createFilter, fillGroup, train } from './shop';
import { interactionsCsv, pricedItemsCsv } from './shop-files';
import { startPersonalize, type TestPersonalize } from './start-personalize';

/** A shop of 30 items with a recommender of every use case and {@link FILTERS}. */
export interface FilteredShop {
  readonly aws: TestPersonalize;
  /** Requests for user-1 and 50 items by default. */
  ask(input: GetRecommendationsCommandInput, useCase?: UseCaseName): Promise<PredictedItem[]>;
  close(): Promise<void>;
}

/** ARN of a filter by its name. */
export const filterArn = (name: string): string =>
  `arn:aws:personalize:us-east-1:123456789012:filter/${name}`;

const usersCsv = 'USER_ID,USER_NAME,AGE,GENDER\nuser-1,One,17,F\nuser-2,Two,40,M\n';

/** Expressions of filters that exist, by their names. */
export const FILTERS = {
  hats: 'INCLUDE ItemID WHERE Items.CATEGORY_L1 IN ("hats")',
  'not-hats': 'EXCLUDE ItemID WHERE Items.CATEGORY_L1 IN ("hats")',
  category: 'INCLUDE ItemID WHERE Items.CATEGORY_L1 IN ($CATEGORY) AND Items.PRICE <= $PRICE',
  'without-category': 'EXCLUDE ItemID WHERE Items.CATEGORY_L1 IN ($CATEGORY)',
  dearer:
    'INCLUDE ItemID WHERE Items.PRICE > CurrentItem.PRICE AND Items.CATEGORY_L1 IN CurrentItem.CATEGORY_L1',
  adults: 'EXCLUDE ItemID WHERE Items.PRICE > 10 IF CurrentUser.AGE < 18 AND CurrentUser.GENDER = "F"',
  bought: 'INCLUDE ItemID WHERE Interactions.event_type IN ("PURCHASE")',
  untouched: 'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN (*)',
  'cheap-or-bought-no-hats':
    'EXCLUDE ItemID WHERE Items.CATEGORY_L1 IN ("hats") | INCLUDE ItemID WHERE Items.PRICE < 5 | ' +
    'INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("Purchase")',
  nothing: 'INCLUDE ItemID WHERE Items.PRICE < 0',
};

/** Starts it, with metadata enabled for most viewed only. */
export async function startFilteredShop(): Promise<FilteredShop> {
  const aws = await startPersonalize();
  const files = { INTERACTIONS: interactionsCsv(), ITEMS: pricedItemsCsv('.50'), USERS: usersCsv };
  const { group } = await fillGroup(aws, files);
  const arns: Record<string, string> = {};
  for (const useCase of USE_CASE_NAMES) {
    const config = useCase === 'most-viewed' ? { enableMetadataWithRecommendations: true } : undefined;
    arns[useCase] = (await train(aws, group, useCase, config)).arn;
  }
  for (const [name, expression] of Object.entries(FILTERS)) await createFilter(aws, group, name, expression);
  return {
    aws,
    close: () => aws.close(),
    ask: async (input, useCase = 'most-viewed') => {
      const usual = { recommenderArn: arns[useCase], userId: 'user-1', numResults: 50 };
      const answer = await aws.runtime.getRecommendations({ ...usual, ...input });
      return answer.itemList ?? [];
    },
  };
}
