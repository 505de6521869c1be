import { USE_CASES } from '@ecommerce-recommenders/personalize/use-cases';
import { latestItems } from '../data/latest-items';
import { MAX_INTERACTIONS } from '../filters/filter-test';
import type { PersonalizeStore } from '../personalize-store';
import type { RecommenderResource } from '../recommender-resource';

/**
 * Items that the use case omits because the user purchased them. Uses the dataset's current contents, not
 * those of the training.
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
