import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { DatasetGroup, DatasetSchema } from '../resource-kinds';
import { invalidInput, requireActive } from '../errors';
import { creation, personalizeAction } from '../personalize-action';
import { ARN, NAME, TAGS } from '../shapes';
import { setTags } from '../tags';

/** The ARN is group and type, so a group has one dataset per type. @see https://docs.aws.amazon.com/personalize/latest/dg/API_CreateDataset.html */
export const createDataset = personalizeAction({
  input: {
    name: { ...NAME, required: true },
    schemaArn: { ...ARN, required: true },
    datasetGroupArn: { ...ARN, required: true },
    datasetType: { type: 'string', max: 256, pattern: /[A-Za-z_]+/, required: true },
    tags: TAGS,
  },
  permissions: (input, store) => {
    const { datasetGroupArn, datasetType } = input;
    const groupName = datasetGroupArn.slice(datasetGroupArn.indexOf('/') + 1);
    const created = store.arnOf(`dataset/${groupName}/${datasetType.toUpperCase()}`);
    return creation('personalize:CreateDataset', [datasetGroupArn], created, input);
  },
  run: ({ name, schemaArn, datasetGroupArn, datasetType: type, tags }, store) => {
    const datasetType = datasetTypeOf(type);
    const group = store.datasetGroups.mustGet(datasetGroupArn);
    requireActive(group);
    requireFit(store.schemas.mustGet(schemaArn), datasetType, group);
    const dataset = store.datasets.add({
      ...store.newResource(`dataset/${group.name}/${datasetType}`, setTags(new Map(), tags)),
      name,
      datasetType,
      datasetGroupArn,
      schemaArn,
    });
    store.create('dataset', dataset);
    return { datasetArn: dataset.arn };
  },
});

function datasetTypeOf(text: string): DatasetType {
  const type = DATASET_TYPES.find((known) => known === text.toUpperCase());
  if (type) return type;
  throw invalidInput(
    `datasetType is ${text}. The embedded AWS has ${DATASET_TYPES.join(', ')}, in upper or lower case.`,
  );
}

function requireFit(schema: DatasetSchema, datasetType: DatasetType, group: DatasetGroup): void {
  if (schema.parsed.datasetType !== datasetType)
    throw invalidInput(
      `The schema ${schema.arn} is for ${schema.parsed.datasetType}, the dataset is ${datasetType}. ` +
        "The schema's name must be that of the dataset type: Interactions, Items or Users.",
    );
  if (schema.domain !== group.domain)
    throw invalidInput(
      `The schema ${schema.arn} has ${domainText(schema.domain)}, the dataset group ` +
        `${group.arn} has ${domainText(group.domain)}. Create a schema with the domain of the group.`,
    );
}

const domainText = (domain: string | undefined): string => (domain ? `the domain ${domain}` : 'no domain');
