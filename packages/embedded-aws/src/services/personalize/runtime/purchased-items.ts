import { USE_CASES } from '@ecommerce-recommenders/personalize/use-cases';
import { latestItems } from '../data/latest-items';
import { MAX_INTERACTIONS } from '../filters/filter-test';
import type { PersonalizeStore } from '../personalize-store';
import type { RecommenderResource } from '../recommender-resource';

/**
 * Items that the use case leaves out because the user has purchased them. What the dataset holds now counts,
 * not what it held at the training.
 */
export function purchasedItems(
  { useCase, datasetGroupArn }: RecommenderResource,
  userId: string | undefined,
  store: PersonalizeStore,
): ReadonlySet<string> {
  if (userId === undefined || !USE_CASES[useCase].removesPurchased) return NONE;
  const dataset = store.datasetOf(datasetGroupArn, 'INTERACTIONS');
  return dataset ? latestItems(dataset, userId, 'Purchase', MAX_INTERACTIONS) : NONE;
}

const NONE: ReadonlySet<string> = new Set();
