import { onAnything } from '../../../authorization/permission';
import { asShown, DATASET } from '../dataset';
import { DATASET_GROUP, DATASET_IMPORT_JOB, DATASET_SCHEMA, EVENT_TRACKER, FILTER } from '../resource-kinds';
import { pageOf } from '../page';
import { personalizeAction } from '../personalize-action';
import { DOMAINS, RECIPES } from '../recipes';
import { RECOMMENDER } from '../recommender-resource';
import { summarize } from '../resource';
import { PAGING, ARN } from '../shapes';

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_ListDatasetGroups.html */
export const listDatasetGroups = personalizeAction({
  input: PAGING,
  permissions: onAnything('personalize:ListDatasetGroups'),
  run: (paging, store) => {
    const { items, nextToken } = pageOf('ListDatasetGroups', store.datasetGroups.list(), paging);
    return { datasetGroups: items.map((item) => summarize(DATASET_GROUP, item)), nextToken };
  },
});

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_ListSchemas.html */
export const listSchemas = personalizeAction({
  input: PAGING,
  permissions: onAnything('personalize:ListSchemas'),
  run: (paging, store) => {
    const { items, nextToken } = pageOf('ListSchemas', store.schemas.list(), paging);
    return { schemas: items.map((item) => summarize(DATASET_SCHEMA, item)), nextToken };
  },
});

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_ListDatasets.html */
export const listDatasets = personalizeAction({
  input: { datasetGroupArn: ARN, ...PAGING },
  permissions: onAnything('personalize:ListDatasets'),
  run: ({ datasetGroupArn, ...paging }, store) => {
    store.datasetGroups.requireListable(datasetGroupArn);
    const { items, nextToken } = pageOf(
      `ListDatasets ${datasetGroupArn ?? ''}`,
      store.datasets.list({ datasetGroupArn }),
      paging,
    );
    return { datasets: items.map((item) => summarize(DATASET, asShown(item))), nextToken };
  },
});

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_ListDatasetImportJobs.html */
export const listDatasetImportJobs = personalizeAction({
  input: { datasetArn: ARN, ...PAGING },
  permissions: onAnything('personalize:ListDatasetImportJobs'),
  run: ({ datasetArn, ...paging }, store) => {
    store.datasets.requireListable(datasetArn);
    const { items, nextToken } = pageOf(
      `ListDatasetImportJobs ${datasetArn ?? ''}`,
      store.datasetImportJobs.list({ datasetArn }),
      paging,
    );
    return { datasetImportJobs: items.map((item) => summarize(DATASET_IMPORT_JOB, item)), nextToken };
  },
});

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_ListRecipes.html */
export const listRecipes = personalizeAction({
  input: {
    recipeProvider: { type: 'string', enum: ['SERVICE'] },
    domain: { type: 'string', enum: DOMAINS },
    ...PAGING,
  },
  permissions: onAnything('personalize:ListRecipes'),
  run: ({ domain, nextToken: token, maxResults }) => {
    const wanted = RECIPES.filter((recipe) => domain === undefined || recipe.domain === domain);
    const page = pageOf(`ListRecipes ${domain ?? ''}`, wanted, { nextToken: token, maxResults });
    const recipes = page.items.map((recipe) => ({
      name: recipe.name,
      recipeArn: recipe.arn,
      status: 'ACTIVE',
      domain: recipe.domain,
    }));
    return { recipes, nextToken: page.nextToken };
  },
});

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_ListRecommenders.html */
export const listRecommenders = personalizeAction({
  input: { datasetGroupArn: ARN, ...PAGING },
  permissions: onAnything('personalize:ListRecommenders'),
  run: ({ datasetGroupArn, ...paging }, store) => {
    store.datasetGroups.requireListable(datasetGroupArn);
    const { items, nextToken } = pageOf(
      `ListRecommenders ${datasetGroupArn ?? ''}`,
      store.recommenders.list({ datasetGroupArn }),
      paging,
    );
    return { recommenders: items.map((item) => summarize(RECOMMENDER, item)), nextToken };
  },
});

/** The only list with a capitalized key. @see https://docs.aws.amazon.com/personalize/latest/dg/API_ListFilters.html */
export const listFilters = personalizeAction({
  input: { datasetGroupArn: ARN, ...PAGING },
  permissions: onAnything('personalize:ListFilters'),
  run: ({ datasetGroupArn, ...paging }, store) => {
    store.datasetGroups.requireListable(datasetGroupArn);
    const { items, nextToken } = pageOf(
      `ListFilters ${datasetGroupArn ?? ''}`,
      store.filters.list({ datasetGroupArn }),
      paging,
    );
    return { Filters: items.map((item) => summarize(FILTER, item)), nextToken };
  },
});

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_ListEventTrackers.html */
export const listEventTrackers = personalizeAction({
  input: { datasetGroupArn: ARN, ...PAGING },
  permissions: onAnything('personalize:ListEventTrackers'),
  run: ({ datasetGroupArn, ...paging }, store) => {
    store.datasetGroups.requireListable(datasetGroupArn);
    const { items, nextToken } = pageOf(
      `ListEventTrackers ${datasetGroupArn ?? ''}`,
      store.eventTrackers.list({ datasetGroupArn }),
      paging,
    );
    return { eventTrackers: items.map((item) => summarize(EVENT_TRACKER, item)), nextToken };
  },
});

/**
 * Empty, because these jobs cannot be created here. Clean-up scripts call it and delete what they find.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/API_ListDatasetExportJobs.html
 */
export const listDatasetExportJobs = personalizeAction({
  input: { datasetArn: ARN, ...PAGING },
  permissions: onAnything('personalize:ListDatasetExportJobs'),
  run: ({ datasetArn, nextToken }, store) => {
    store.datasets.requireListable(datasetArn);
    return { datasetExportJobs: pageOf('ListDatasetExportJobs', [], { nextToken }).items };
  },
});
