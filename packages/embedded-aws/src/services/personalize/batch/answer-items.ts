import { CreationFailure, invalidInput } from '../errors';
import type { PersonalizeStore } from '../personalize-store';
import { trainedRecipe } from '../recipes';
import { isSegmenting } from '../solutions/learn';
import type { SolutionVersion } from '../solutions/solution-resource';
import type { SegmentModel } from '../training/trained-model';
import { required, userError, type BatchAnswer, type BatchAnswers } from './batch-answer';
import type { BatchQuery } from './batch-files';
import type { BatchSegmentJob } from './batch-job-resource';
import { attributeColumns, itemsWith } from './item-attributes';

/** Maximum number of lines in a file, by what the recipe trains. */
const MAX_QUERIES = { 'item-affinity': 500, 'item-attribute-affinity': 10 } as const;

const NOBODY = { usersList: [] };

/** A line and its items, or the error answer to an invalid line. */
type Read =
  | { readonly query: BatchQuery; readonly items: readonly number[] }
  | { readonly fault: BatchAnswer };

/** Finds the users of each line's item, or of the items that have its attributes. */
export function answerItems(
  { numResults }: BatchSegmentJob,
  version: SolutionVersion,
  store: PersonalizeStore,
): BatchAnswers {
  const { model, recipeArn } = version;
  const { name, trains } = trainedRecipe(recipeArn);
  if (!model || !isSegmenting(model)) throw new Error(`${version.arn} finds no users.`);
  const itemsOf = trains === 'item-affinity' ? itemOf : attributesOf;
  const most = trains === 'item-affinity' ? MAX_QUERIES[trains] : MAX_QUERIES['item-attribute-affinity'];
  return async function* (queries) {
    const all: Read[] = [];
    for await (const query of queries) {
      if (all.length === most)
        throw new CreationFailure(`An input file of the recipe ${name} has ${most} queries at most.`);
      all.push(read(query, () => itemsOf(query, model, version, store)));
    }
    const itemSets = all.flatMap((one) => ('items' in one ? [one.items] : []));
    const segments = model.segments.segmentsOf(itemSets, store.closing.signal);
    const { log } = model;
    for (const one of all) {
      if ('fault' in one) yield one.fault;
      else {
        const { value } = await segments.next();
        const usersList: string[] = [];
        for (const user of value ? value.users : [])
          if (usersList.push(log.userId(user)) === numResults) break;
        yield { input: one.query, output: { usersList }, error: null };
      }
    }
    store.platform.meter.add('segmentUsers', itemSets.length * log.userOf.size);
  };
}

function read(query: BatchQuery, items: () => readonly number[]): Read {
  try {
    return { query, items: items() };
  } catch (error) {
    return { fault: userError(query, NOBODY, error) };
  }
}

function itemOf(query: BatchQuery, { log }: SegmentModel): number[] {
  const itemId = required(query, 'itemId');
  const item = log.itemOf.get(itemId);
  if (item === undefined)
    throw invalidInput(`The item ${itemId} had no interactions when the solution version was trained`);
  return [item];
}

function attributesOf(
  query: BatchQuery,
  { log }: SegmentModel,
  { datasetGroupArn, itemColumns }: SolutionVersion,
  store: PersonalizeStore,
): number[] {
  const text = required(query, 'itemAttributes');
  const dataset = store.datasetOf(datasetGroupArn, 'ITEMS');
  const columns = dataset ? attributeColumns(dataset, store) : [];
  const learned = columns.filter(({ name }) => itemColumns?.includes(name) ?? true);
  const items = itemsWith(text, log.interactions.itemIds, dataset, learned);
  if (items.length === 0)
    throw invalidInput(`No item of the solution version's training has the attributes ${text}`);
  return items;
}
