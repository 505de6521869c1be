import type { Dataset } from '../dataset';
import { invalidInput } from '../errors';
import type { PersonalizeStore } from '../personalize-store';
import type { RecommenderResource } from '../recommender-resource';

/** Item metadata as text, by column name as written in the request. */
export type ItemMetadata = Readonly<Record<string, string>>;

const MAX_COLUMNS = 10;
const MAX_RESULTS = 50;

/**
 * Reader for the metadata that a request asks for; undefined for none.
 *
 * @throws AwsError `InvalidInputException`
 * @see https://docs.aws.amazon.com/personalize/latest/dg/create-recommender-return-metadata.html
 */
export function metadataReader(
  metadataColumns: Readonly<Record<string, readonly string[]>> = {},
  numResults: number,
  { arn, datasetGroupArn, recommenderConfig }: RecommenderResource,
  store: PersonalizeStore,
): ((itemId: string) => ItemMetadata) | undefined {
  const [entry] = Object.entries(metadataColumns);
  if (!entry) return undefined;
  const [datasetType, columns] = entry;
  if (datasetType !== 'ITEMS')
    throw invalidInput(`metadataColumns has ${datasetType}; only ITEMS has metadata to give.`);
  if (!recommenderConfig?.enableMetadataWithRecommendations)
    throw invalidInput(
      `metadataColumns: the recommender ${arn} does not give metadata. Set enableMetadataWithRecommendations in its recommenderConfig.`,
    );
  if (columns.length > MAX_COLUMNS)
    throw invalidInput(`metadataColumns has ${columns.length} columns; ${MAX_COLUMNS} are allowed.`);
  if (numResults > MAX_RESULTS)
    throw invalidInput(
      `numResults is ${numResults}; with metadataColumns at most ${MAX_RESULTS} are allowed.`,
    );
  const dataset = store.datasetOf(datasetGroupArn, 'ITEMS');
  if (!dataset) throw invalidInput('metadataColumns: the dataset group has no Items dataset.');
  const names = columns.map((asked) => [asked, columnName(asked, dataset, store)] as const);
  return (itemId) =>
    Object.fromEntries(
      names.flatMap(([asked, name]) => {
        const value = dataset.records?.value(itemId, name) ?? null;
        return value === null ? [] : [[asked, String(value)]];
      }),
    );
}

/** Canonical column name; requests are case-insensitive. */
function columnName(asked: string, { schemaArn }: Dataset, store: PersonalizeStore): string {
  const { columns } = store.schemas.mustGet(schemaArn).parsed;
  const column = columns.find(({ name }) => name.toUpperCase() === asked.toUpperCase());
  if (column) return column.name;
  throw invalidInput(
    `metadataColumns has ${asked}, which is not a column of the Items dataset. It has: ${columns.map(({ name }) => name).join(', ')}.`,
  );
}
