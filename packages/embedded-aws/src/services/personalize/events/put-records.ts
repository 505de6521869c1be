import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { onMember } from '../../../authorization/permission';
import { AwsError } from '../../../aws-error';
import { RecordTable } from '../data/record-table';
import { recordTexts, type StreamedRecord } from '../data/record-texts';
import { invalidInput } from '../errors';
import { personalizeAction } from '../personalize-action';
import type { PersonalizeStore } from '../personalize-store';
import { ARN, STREAMED_ID } from '../shapes';
import { meterStreamed } from './streamed-event';

/**
 * Puts streamed records into a dataset, all or none. Each replaces the whole record of its id; filters see it
 * at once.
 *
 * @param records - by id
 * @throws AwsError `ResourceNotFoundException` 404, `ResourceInUseException` 409, `InvalidInputException`
 */
function putRecords(
  datasetArn: string,
  datasetType: DatasetType,
  records: readonly (readonly [id: string, record: StreamedRecord])[],
  { datasets, schemas }: PersonalizeStore,
): void {
  const dataset = datasets.get(datasetArn);
  if (!dataset)
    throw new AwsError('ResourceNotFoundException', `Resource Arn ${datasetArn} does not exist.`, 404);
  if (dataset.datasetType !== datasetType)
    throw invalidInput(
      `The dataset ${datasetArn} is of ${dataset.datasetType}; this operation is for ${datasetType}.`,
    );
  if (dataset.status !== 'ACTIVE')
    throw new AwsError(
      'ResourceInUseException',
      `Resource Arn ${datasetArn} is in the state ${dataset.status}; it must be ACTIVE.`,
      409,
    );
  const { parsed } = schemas.mustGet(dataset.schemaArn);
  const rows = records.map(([id, record]) => [id, recordTexts(parsed, record)] as const);
  const table = (dataset.records ??= new RecordTable(parsed));
  const streamed = (dataset.streamedRecords ??= new Map());
  for (const [id, texts] of rows) {
    table.put(texts);
    streamed.set(id, texts);
  }
}

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_UBS_PutItems.html */
export const putItems = personalizeAction({
  input: {
    datasetArn: { ...ARN, required: true },
    items: {
      type: 'list',
      min: 1,
      max: 10,
      of: {
        type: 'structure',
        fields: {
          itemId: { ...STREAMED_ID, required: true },
          properties: { type: 'string', min: 1, max: 32_000 },
        },
      },
      required: true,
    },
  },
  permissions: onMember('personalize:PutItems', 'datasetArn'),
  run: ({ datasetArn, items }, store) => {
    const records = items.map(({ itemId, properties }, at) => {
      const where = `items.${at + 1}`;
      return [itemId, { where, members: { ITEM_ID: itemId }, properties }] as const;
    });
    putRecords(datasetArn, 'ITEMS', records, store);
    meterStreamed(items, store.platform.meter);
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_UBS_PutUsers.html */
export const putUsers = personalizeAction({
  input: {
    datasetArn: { ...ARN, required: true },
    users: {
      type: 'list',
      min: 1,
      max: 10,
      of: {
        type: 'structure',
        fields: {
          userId: { ...STREAMED_ID, required: true },
          properties: { type: 'string', min: 1, max: 24_000 },
        },
      },
      required: true,
    },
  },
  permissions: onMember('personalize:PutUsers', 'datasetArn'),
  run: ({ datasetArn, users }, store) => {
    const records = users.map(({ userId, properties }, at) => {
      const where = `users.${at + 1}`;
      return [userId, { where, members: { USER_ID: userId }, properties }] as const;
    });
    putRecords(datasetArn, 'USERS', records, store);
    meterStreamed(users, store.platform.meter);
    return undefined;
  },
});
