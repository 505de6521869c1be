import * as sdk from '@aws-sdk/client-personalize';
import type { ParityClients } from './parity-clients';
import { polled, type Waiting } from './polled';
import { IMPORT_PLACES, importPlaceStack } from './import-places';
import { removeImportPlace } from './remove-import-place';

/** Something of the tests that is there, and how it is removed. */
interface Leftover {
  readonly id: string;
  readonly remove: () => Promise<unknown>;
}

type Listing = (client: sdk.PersonalizeClient, prefix: string) => Promise<Leftover[]>;

/** What may go at the same time, in the order in which Personalize lets it go; a later stage waits for the former ones. */
const STAGES: readonly (readonly Listing[])[] = [
  [
    listing(sdk.paginateListRecommenders, 'recommenders', 'recommenderArn', (client, recommenderArn) =>
      client.send(new sdk.DeleteRecommenderCommand({ recommenderArn })),
    ),
    listing(sdk.paginateListEventTrackers, 'eventTrackers', 'eventTrackerArn', (client, eventTrackerArn) =>
      client.send(new sdk.DeleteEventTrackerCommand({ eventTrackerArn })),
    ),
    listing(sdk.paginateListFilters, 'Filters', 'filterArn', (client, filterArn) =>
      client.send(new sdk.DeleteFilterCommand({ filterArn })),
    ),
  ],
  [
    listing(sdk.paginateListDatasets, 'datasets', 'datasetArn', (client, datasetArn) =>
      client.send(new sdk.DeleteDatasetCommand({ datasetArn })),
    ),
  ],
  [
    listing(sdk.paginateListDatasetGroups, 'datasetGroups', 'datasetGroupArn', (client, datasetGroupArn) =>
      client.send(new sdk.DeleteDatasetGroupCommand({ datasetGroupArn })),
    ),
    listing(sdk.paginateListSchemas, 'schemas', 'schemaArn', (client, schemaArn) =>
      client.send(new sdk.DeleteSchemaCommand({ schemaArn })),
    ),
  ],
];

/**
 * Removes everything whose name begins with the prefix, whoever made it.
 *
 * @returns what is still there after the wait, each with the latest reason; empty as a rule
 */
export async function removeWhatTestsMade(
  clients: ParityClients,
  prefix: string,
  waiting: Waiting,
): Promise<string[]> {
  const reasons = new Map<string, string>();
  const found = async (stage: readonly Listing[]): Promise<Leftover[]> =>
    (await Promise.all(stage.map((list) => list(clients.personalize, prefix)))).flat();
  for (const stage of STAGES) {
    const isGone = async (): Promise<boolean> => {
      const left = await found(stage);
      for (const { id, remove } of left)
        await remove().catch((error: Error) => reasons.set(id, error.message));
      return left.length === 0;
    };
    if (!(await polled(isGone, waiting))) break;
  }
  const left = await found(STAGES.flat());
  const places = IMPORT_PLACES.map((place) =>
    removeImportPlace(clients, importPlaceStack(prefix, place), waiting),
  );
  return [
    ...left.map(({ id }) => `${id}: ${reasons.get(id) ?? 'something before it is still there'}`),
    ...(await Promise.all(places)).flat(),
  ];
}

/** Those of a list that the tests have made. */
function listing<Key extends string, Arn extends string>(
  pages: (
    config: { client: sdk.PersonalizeClient },
    input: object,
  ) => AsyncIterable<{ [key in Key]?: ({ name?: string } & { [arn in Arn]?: string })[] }>,
  key: Key,
  arn: Arn,
  remove: (client: sdk.PersonalizeClient, arn: string) => Promise<unknown>,
): Listing {
  return async (client, prefix) => {
    const found: Leftover[] = [];
    for await (const page of pages({ client }, {}))
      for (const { name = '', [arn]: id = '' } of page[key] ?? [])
        if (name.startsWith(prefix)) found.push({ id, remove: () => remove(client, id) });
    return found;
  };
}
