import type { S3Client } from '@aws-sdk/client-s3';
import { DATASET_PREFIX, DATASETS, VALIDATION_FILE } from '../domain/datasets';
import { catalogueOf } from '../domain/evaluation/catalogue';
import type { EvaluationData } from '../domain/evaluation/compare-lists';
import type { Histories } from '../domain/evaluation/histories';
import { readCategories, readHistories } from '../domain/evaluation/read-rows';
import { preparedBody } from './prepared-body';

/** What a deployed stack has learnt from, and what it has not. */
export interface DeployedData extends EvaluationData {
  /** Held-out interactions, of one user at least. */
  readonly validation: Histories;
}

/**
 * Reads the prepared files from a stack's data bucket.
 *
 * @throws Error that says how to deploy when nothing is held out
 */
export async function readEvaluationData(s3: S3Client, bucket: string): Promise<DeployedData> {
  const read = async <T>(
    reader: (source: AsyncIterable<Buffer>, file: string) => Promise<T>,
    name: string,
  ): Promise<T> => reader(await preparedBody(s3, bucket, name), `${DATASET_PREFIX}${name}`);
  const validation = await read(readHistories, VALIDATION_FILE);
  if (validation.size === 0)
    throw new Error(
      `Nothing is held out: ${DATASET_PREFIX}${VALIDATION_FILE} in ${bucket} has no rows, as after a deployment with ` +
        'holdout 0. Recommenders keep what they have learnt, so destroy the stack and deploy it again with ' +
        '"npx cdk deploy -c holdout=0.1".',
    );
  const training = await read(readHistories, DATASETS.INTERACTIONS.file);
  const categories = await read(readCategories, DATASETS.ITEMS.file);
  return { training, validation, catalogue: catalogueOf(categories, training) };
}
