import { invalidInput, requireActive } from '../errors';
import type { PersonalizeStore } from '../personalize-store';
import { trainedRecipe, type Trained } from '../recipes';
import { attributeColumns } from '../batch/item-attributes';
import type { Solution } from './solution-resource';

type OfRecipe = Pick<Solution, 'arn' | 'recipeArn'>;

const isSegments = (trains: Trained): boolean =>
  trains === 'item-affinity' || trains === 'item-attribute-affinity';

/** @throws AwsError `InvalidInputException` for a campaign of anything else */
export function requireRanking({ arn, recipeArn }: OfRecipe): void {
  const { name, trains } = trainedRecipe(recipeArn);
  if (trains === 'personalized-ranking') return;
  throw invalidInput(
    isSegments(trains)
      ? `${arn} is of the recipe ${name}, which makes user segments and has no campaigns: create a batch segment job.`
      : `${arn} is of the recipe ${name}, for which the embedded AWS has no campaigns: create a batch inference job, ` +
          'or a recommender of the recipe aws-ecomm-recommended-for-you.',
  );
}

/** @throws AwsError `InvalidInputException` for a batch inference job of anything else */
export function requireRecommendations({ arn, recipeArn }: OfRecipe): void {
  const { name, trains } = trainedRecipe(recipeArn);
  if (trains === 'user-personalization') return;
  throw invalidInput(
    isSegments(trains)
      ? `${arn} is of the recipe ${name}, which makes user segments: create a batch segment job.`
      : `${arn} is of the recipe ${name}, for which the embedded AWS has no batch inference: use a campaign.`,
  );
}

/** @throws AwsError `InvalidInputException` for a batch segment job of anything else */
export function requireSegments({ arn, recipeArn }: OfRecipe): void {
  const { name, trains } = trainedRecipe(recipeArn);
  if (isSegments(trains)) return;
  throw invalidInput(
    `${arn} is of the recipe ${name}. Batch segment jobs take aws-item-affinity and aws-item-attribute-affinity.`,
  );
}

/** @throws AwsError `InvalidInputException` for metrics of user segments */
export function requireMetrics({ arn, recipeArn }: OfRecipe): void {
  const { name, trains } = trainedRecipe(recipeArn);
  if (isSegments(trains))
    throw invalidInput(`${arn} is of the recipe ${name}, whose metrics the embedded AWS does not have.`);
}

/**
 * What a training needs besides enough interactions.
 *
 * @throws AwsError `InvalidInputException`, `ResourceInUseException`
 */
export function requireDatasets({ datasetGroupArn, recipeArn }: Solution, store: PersonalizeStore): void {
  const { name, trains } = trainedRecipe(recipeArn);
  const needed =
    trains === 'item-attribute-affinity' ? (['INTERACTIONS', 'ITEMS'] as const) : (['INTERACTIONS'] as const);
  for (const type of needed) {
    const dataset = store.datasetOf(datasetGroupArn, type);
    if (!dataset)
      throw invalidInput(
        `The dataset group ${datasetGroupArn} has no ${type === 'ITEMS' ? 'Items' : 'Interactions'} dataset. Create and fill it first.`,
      );
    requireActive(dataset);
    if (type === 'ITEMS' && attributeColumns(dataset, store).length === 0)
      throw invalidInput(
        `${dataset.arn} has no column that ${name} could take: neither textual nor reserved.`,
      );
  }
}
