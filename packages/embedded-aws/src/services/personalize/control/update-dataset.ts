import { onMember } from '../../../authorization/permission';
import { checkSchemaChange } from '../data/check-schema-change';
import type { Dataset } from '../dataset';
import { inUse, invalidInput, requireActive, requireNoUpdate } from '../errors';
import { personalizeAction } from '../personalize-action';
import type { PersonalizeStore } from '../personalize-store';
import { isInTransition } from '../resource';
import { ARN } from '../shapes';

/**
 * Gives an Items or Users dataset a schema with additional columns, which are null in existing records.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/updating-dataset-schema.html
 */
export const updateDataset = personalizeAction({
  input: { datasetArn: { ...ARN, required: true }, schemaArn: { ...ARN, required: true } },
  permissions: onMember('personalize:UpdateDataset', 'datasetArn'),
  run: ({ datasetArn, schemaArn }, store) => {
    const dataset = store.datasets.mustGet(datasetArn);
    const schema = store.schemas.mustGet(schemaArn);
    requireActive(dataset);
    requireNothingUnderWay(dataset, store);
    if (dataset.datasetType === 'INTERACTIONS')
      throw invalidInput(
        `The dataset ${datasetArn} is of INTERACTIONS; only ITEMS and USERS can get another schema.`,
      );
    if (schemaArn === dataset.schemaArn) return { datasetArn };
    const former = store.schemas.mustGet(dataset.schemaArn);
    if (schema.domain !== former.domain)
      throw invalidInput(
        `The schema ${schemaArn} has the domain ${schema.domain ?? 'none'}; the dataset has ${former.domain ?? 'none'}.`,
      );
    checkSchemaChange(former.parsed, schema.parsed);

    const now = store.now();
    dataset.latestDatasetUpdate = {
      schemaArn,
      status: 'CREATE PENDING',
      creationDateTime: now,
      lastUpdatedDateTime: now,
    };
    store.create('dataset', dataset.latestDatasetUpdate, undefined, () => {
      dataset.records = dataset.records?.adaptedTo(schema.parsed);
      const places = schema.parsed.columns.map(({ name }) =>
        former.parsed.columns.findIndex((old) => old.name === name),
      );
      for (const [id, texts] of dataset.streamedRecords ?? [])
        dataset.streamedRecords?.set(
          id,
          places.map((place) => texts[place] ?? ''),
        );
      dataset.schemaArn = schemaArn;
      dataset.lastUpdatedDateTime = store.now();
    });
    return { datasetArn };
  },
});

function requireNothingUnderWay(dataset: Dataset, { datasetImportJobs }: PersonalizeStore): void {
  requireNoUpdate(dataset.arn, dataset.latestDatasetUpdate);
  const [job] = datasetImportJobs.list({ datasetArn: dataset.arn }).filter(isInTransition);
  if (job)
    throw inUse(
      `Resource Arn ${dataset.arn} has an import job under way: ${job.arn}. Wait until it is done.`,
    );
}
