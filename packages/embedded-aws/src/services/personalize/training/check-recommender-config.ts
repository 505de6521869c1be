import { DATASET_TYPES } from '@ecommerce-recommenders/personalize/dataset-types';
import { KEY_COLUMNS } from '../data/interaction-log';
import { invalidInput } from '../errors';
import type { PersonalizeStore } from '../personalize-store';
import type { RecommenderConfig } from '../recommender-resource';

/**
 * Checks a recommender's configuration against its group's datasets.
 *
 * @throws AwsError `InvalidInputException` that names the invalid member
 */
export function checkRecommenderConfig(
  config: RecommenderConfig | undefined,
  datasetGroupArn: string,
  store: PersonalizeStore,
): void {
  checkExploration(config?.itemExplorationConfig);
  checkTrainingData(config?.trainingDataConfig, datasetGroupArn, store);
}

/**
 * Checks the columns that a training takes or leaves out.
 *
 * @throws AwsError `InvalidInputException` that names the invalid member
 */
export function checkTrainingData(
  config: RecommenderConfig['trainingDataConfig'],
  datasetGroupArn: string,
  store: PersonalizeStore,
): void {
  for (const [member, columnsByType] of Object.entries(config ?? {}))
    for (const [type, columns] of Object.entries(columnsByType)) {
      const where = `trainingDataConfig.${member}.${type}`;
      const known = columnsOf(type, where, datasetGroupArn, store);
      const unknown = columns.filter((column) => !known.includes(column));
      if (unknown.length > 0)
        throw invalidInput(`${where} has ${unknown.join(', ')}. The dataset has ${known.join(', ')}.`);
      const needed = columns.filter((column) => KEY_COLUMNS.includes(column));
      if (member === 'excludedDatasetColumns' && needed.length > 0)
        throw invalidInput(`${where} has ${needed.join(', ')}, which training cannot do without.`);
    }
}

function columnsOf(type: string, where: string, datasetGroupArn: string, store: PersonalizeStore): string[] {
  const datasetType = DATASET_TYPES.find((known) => known === type);
  if (!datasetType)
    throw invalidInput(`${where}: the dataset type must be one of ${DATASET_TYPES.join(', ')}.`);
  const dataset = store.datasetOf(datasetGroupArn, datasetType);
  if (!dataset) throw invalidInput(`${where}: the dataset group ${datasetGroupArn} has no such dataset.`);
  return store.schemas.mustGet(dataset.schemaArn).parsed.columns.map(({ name }) => name);
}

const RULES: Readonly<
  Record<string, { readonly allowed: string; readonly isRight: (value: number) => boolean }>
> = {
  explorationWeight: { allowed: 'a number from 0 to 1', isRight: (value) => value >= 0 && value <= 1 },
  explorationItemAgeCutOff: { allowed: 'a number of days, at least 1', isRight: (value) => value >= 1 },
};

/**
 * Checks exploration settings, whose values are strings: `{ "explorationWeight": "0.3" }`.
 *
 * @throws AwsError `InvalidInputException`
 */
export function checkExploration(config: Readonly<Record<string, string>> = {}): void {
  for (const [key, text] of Object.entries(config)) {
    if (!Object.hasOwn(RULES, key))
      throw invalidInput(
        `itemExplorationConfig has the key ${key}; it may have ${Object.keys(RULES).join(' and ')}.`,
      );
    if (text.trim() === '' || !RULES[key].isRight(Number(text)))
      throw invalidInput(`itemExplorationConfig.${key} is "${text}"; it must be ${RULES[key].allowed}.`);
  }
}
