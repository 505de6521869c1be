import type { ParsedSchema } from './data/parsed-schema';
import type { Domain } from './recipes';
import type { Resource } from './resource';
import type { ResourceView } from './resource-view';

/** A schema; it has no status and is usable at once. */
export interface DatasetSchema extends Resource {
  readonly name: string;
  /** JSON text, as it was given. */
  readonly schema: string;
  readonly parsed: ParsedSchema;
  readonly domain?: Domain;
}

const SUMMARY = ['name', 'creationDateTime', 'lastUpdatedDateTime', 'domain'] as const;

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_DatasetSchema.html */
export const DATASET_SCHEMA: ResourceView<DatasetSchema> = {
  arn: 'schemaArn',
  described: [...SUMMARY, 'schema'],
  summary: SUMMARY,
};
