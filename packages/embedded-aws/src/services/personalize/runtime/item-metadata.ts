import type { Dataset } from '../dataset';
import { invalidInput } from '../errors';
import type { PersonalizeStore } from '../personalize-store';

/** Item metadata as text, by column name as written in the request. */
export type ItemMetadata = Readonly<Record<string, string>>;

/** Requested columns by dataset type. */
export const METADATA_COLUMNS = {
  type: 'map',
  max: 1,
  key: { type: 'string', max: 256 },
  of: { type: 'list', max: 99, of: { type: 'string', max: 150 } },
} as const;

/** The recommender or campaign that returns metadata. */
export interface MetadataSource {
  readonly what: 'recommender' | 'campaign';
  readonly arn: string;
  readonly datasetGroupArn: string;
  readonly isEnabled?: boolean;
}

const MAX_COLUMNS = 10;
const MAX_RESULTS = 50;
const COUNTED = { recommender: 'numResults', campaign: 'the length of inputList' } as const;

/**
 * Reader for the metadata that a request asks for; undefined for none.
 *
 * @param count - results asked for, or items to rank
 *
 * @throws AwsError `InvalidInputException`
 * @see https://docs.aws.amazon.com/personalize/latest/dg/create-recommender-return-metadata.html
 */
export function metadataReader(
  metadataColumns: Readonly<Record<string, readonly string[]>> = {},
  count: number,
  { what, arn, datasetGroupArn, isEnabled }: MetadataSource,
  store: PersonalizeStore,
): ((itemId: string) => ItemMetadata) | undefined {
  const [entry] = Object.entries(metadataColumns);
  if (!entry) return undefined;
  const [datasetType, columns] = entry;
  if (datasetType !== 'ITEMS')
    throw invalidInput(`metadataColumns has ${datasetType}; only ITEMS has metadata to give.`);
  if (!isEnabled)
    throw invalidInput(
      `metadataColumns: the ${what} ${arn} does not give metadata. Set enableMetadataWithRecommendations in its ${what}Config.`,
    );
  if (columns.length > MAX_COLUMNS)
    throw invalidInput(`metadataColumns has ${columns.length} columns; ${MAX_COLUMNS} are allowed.`);
  if (count > MAX_RESULTS)
    throw invalidInput(
      `${COUNTED[what]} is ${count}; with metadataColumns at most ${MAX_RESULTS} are allowed.`,
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
