import { invalidInput, tooMany } from '../errors';
import { prepareFilters } from '../filters/prepare-filters';
import { readFilter } from '../filters/read-filter';
import { requireKeyForCreation } from '../group-key';
import { creation, personalizeAction } from '../personalize-action';
import { ARN, NAME, TAGS } from '../shapes';
import { setTags } from '../tags';

const MAX_FILTERS = 30;

/** Parses the expression and checks it against the schemas synchronously. @see https://docs.aws.amazon.com/personalize/latest/dg/API_CreateFilter.html */
export const createFilter = personalizeAction({
  input: {
    name: { ...NAME, required: true },
    datasetGroupArn: { ...ARN, required: true },
    filterExpression: { type: 'string', min: 1, max: 2500, required: true },
    tags: TAGS,
  },
  permissions: (input, store) =>
    creation('personalize:CreateFilter', [input.datasetGroupArn], store.arnOf(`filter/${input.name}`), input),
  run: ({ name, datasetGroupArn, filterExpression, tags }, store) => {
    const group = store.datasetGroups.mustGet(datasetGroupArn);
    // CreateFilter is the only creation that declares no ResourceInUseException.
    if (group.status !== 'ACTIVE')
      throw invalidInput(
        `The dataset group ${datasetGroupArn} is in the state ${group.status}; it must be ACTIVE.`,
      );
    const resource = store.newResource(`filter/${name}`, setTags(new Map(), tags));
    store.filters.requireFree(resource.arn);
    if (store.filters.list({ datasetGroupArn }).length >= MAX_FILTERS) throw tooMany('filter', MAX_FILTERS);
    const expressions = readFilter(filterExpression, datasetGroupArn, store);
    const filter = store.filters.add({ ...resource, name, datasetGroupArn, filterExpression, expressions });
    store.create('filter', filter, async () => {
      await requireKeyForCreation(group, store);
      await prepareFilters(datasetGroupArn, store);
    });
    return { filterArn: filter.arn };
  },
});
