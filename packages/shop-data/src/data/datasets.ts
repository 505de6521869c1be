import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { INTERACTIONS_SCHEMA, ITEMS_SCHEMA, USERS_SCHEMA } from './schemas';
import { type AvroField, type AvroSchema } from '@ecommerce-recommenders/personalize/avro-schema';

/** Folder of the prepared files in the data bucket. */
export const DATASET_PREFIX = 'dataset/';

/** One column of a prepared file, and the column of the archive's file from which it is taken. */
export interface Column {
  readonly name: string;
  readonly from: string;
}

/** Source of a dataset, and columns of its file to import. */
export interface DatasetSource {
  /** Name of the file in the archive. */
  readonly member: string;
  /** File for import, below {@link DATASET_PREFIX}. */
  readonly file: string;
  /** Columns of the file for import, in order. */
  readonly columns: readonly Column[];
  readonly schema: AvroSchema;
}

/** The datasets of a shop. Only interactions are required. */
export type Datasets = Readonly<Partial<Record<DatasetType, DatasetSource>>> & {
  readonly INTERACTIONS: DatasetSource;
};

/** Datasets of the workshop's archive: how its three files become the three files that Personalize imports. */
export const DATASETS = {
  INTERACTIONS: {
    member: 'interactions.csv',
    file: 'training_interaction.csv',
    columns: [
      { name: 'ITEM_ID', from: 'ITEM_ID' },
      { name: 'USER_ID', from: 'USER_ID' },
      { name: 'EVENT_TYPE', from: 'EVENT_TYPE' },
      { name: 'TIMESTAMP', from: 'TIMESTAMP' },
    ],
    schema: INTERACTIONS_SCHEMA,
  },
  ITEMS: {
    member: 'items.csv',
    file: 'training_item.csv',
    columns: [
      { name: 'ITEM_ID', from: 'id' },
      { name: 'NAME', from: 'name' },
      { name: 'CATEGORY_L1', from: 'category' },
      { name: 'STYLE', from: 'style' },
      { name: 'PRODUCT_DESCRIPTION', from: 'description' },
      { name: 'PRICE', from: 'price' },
    ],
    schema: ITEMS_SCHEMA,
  },
  USERS: {
    member: 'users.csv',
    file: 'training_user.csv',
    columns: [
      { name: 'USER_ID', from: 'id' },
      { name: 'USER_NAME', from: 'username' },
      { name: 'AGE', from: 'age' },
      { name: 'GENDER', from: 'gender' },
    ],
    schema: USERS_SCHEMA,
  },
} as const satisfies Record<DatasetType, DatasetSource>;

/** File with the interactions that are held out from training; by default each user's newest tenth. It is in the same folder. */
export const VALIDATION_FILE = 'validation_interaction.csv';

/** File with training and validation interactions together, in file order. */
export const WARM_FILE = 'warm_interaction.csv';

/**
 * Columns that training uses but that can be excluded. Excluded from the result are ids, time and type of an event,
 * which are required, and strings that are neither categorical nor textual, which training ignores.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/create-recommender-configure-columns.html
 */
export function trainingColumns(datasetType: DatasetType, datasets: Datasets = DATASETS): string[] {
  const { fields = [] } = datasets[datasetType]?.schema ?? {};
  return fields.filter((field) => !KEYS.includes(field.name) && isUsed(field)).map(({ name }) => name);
}

const KEYS: readonly string[] = ['USER_ID', 'ITEM_ID', 'EVENT_TYPE', 'TIMESTAMP'];

function isUsed({ type, categorical, textual }: AvroField): boolean {
  if (categorical || textual) return true;
  return ![type].flat().some((one) => one === 'string' || one === 'boolean');
}
