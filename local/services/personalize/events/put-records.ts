import type { DatasetType } from '../../../../domain/datasets';
import { AwsError } from '../../../aws-error';
import { recordTexts, type StreamedRecord } from '../data/record-texts';
import { RecordTable } from '../data/record-table';
import { invalidInput } from '../errors';
import type { PersonalizeStore } from '../personalize-store';

/**
 * Puts streamed records into a dataset, all or none; each replaces the whole record of its id, and filters
 * see it at once.
 *
 * @param records by id
 * @throws AwsError `ResourceNotFoundException` 404, `ResourceInUseException` 409, `InvalidInputException`
 */
export function putRecords(
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
