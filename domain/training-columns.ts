import { DATASETS, type DatasetType } from './datasets';
import type { AvroField } from './schemas';

/**
 * Columns that training uses and can do without: not the ids, the time and the type of an event, nor texts that are
 * neither categorical nor textual, which it never uses.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/create-recommender-configure-columns.html
 */
export function trainingColumns(datasetType: DatasetType): string[] {
  const { schema } = DATASETS[datasetType];
  return schema.fields.filter((field) => !KEYS.includes(field.name) && isUsed(field)).map(({ name }) => name);
}

const KEYS: readonly string[] = ['USER_ID', 'ITEM_ID', 'EVENT_TYPE', 'TIMESTAMP'];

function isUsed({ type, categorical, textual }: AvroField): boolean {
  if (categorical || textual) return true;
  return ![type].flat().some((one) => one === 'string' || one === 'boolean');
}
