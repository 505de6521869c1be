// Shared constraints, as in the service's API model.

/** Name of a resource or import job. */
export const NAME = { type: 'string', min: 1, max: 63, pattern: /[a-zA-Z0-9][a-zA-Z0-9\-_]*/ } as const;

/** ARN of a Personalize resource. */
export const ARN = {
  type: 'string',
  max: 256,
  pattern: /arn:([a-z\d-]+):personalize:[^:]*:[^:]*:.+/,
} as const;

/** ARN of a role that Personalize assumes. */
export const ROLE_ARN = {
  type: 'string',
  max: 256,
  pattern: /arn:([a-z\d-]+):iam::\d{12}:role\/?[a-zA-Z_0-9+=,.@\-_/]+/,
} as const;

/** Id of a user or item in a request for recommendations. */
export const ID = { type: 'string', max: 256 } as const;

/** Id in a streamed record. */
export const STREAMED_ID = { type: 'string', min: 1, max: 256 } as const;

const TAG_TEXT = /[\p{L}\p{Z}\p{N}_.:/=+\-@]*/u;

/** Key of a tag. */
export const TAG_KEY = { type: 'string', min: 1, max: 128, pattern: TAG_TEXT } as const;

/** Where the files of a job are in S3. */
export const DATA_SOURCE = {
  type: 'structure',
  fields: {
    dataLocation: { type: 'string', max: 256, pattern: /(s3|http|https):\/\/.+/, required: true },
  },
  required: true,
} as const;

/** A place in S3, and the key for its files. */
export const S3_DATA_CONFIG = {
  type: 'structure',
  fields: {
    path: { type: 'string', max: 256, pattern: /(s3|http|https):\/\/.+/, required: true },
    kmsKeyArn: { type: 'string', max: 2048, pattern: /arn:aws[^:]*:kms:[^:]*:[0-9]{12}:key\/.*/ },
  },
} as const;

/** Tags; the limit of 50 is checked separately, as it has its own error. */
export const TAGS = {
  type: 'list',
  max: 200,
  of: {
    type: 'structure',
    fields: {
      tagKey: { ...TAG_KEY, required: true },
      tagValue: { type: 'string', max: 256, pattern: TAG_TEXT, required: true },
    },
  },
} as const;

/** Members of every List operation. */
export const PAGING = {
  nextToken: { type: 'string', max: 1500 },
  maxResults: { type: 'integer', min: 1, max: 100 },
} as const;

/** Column names by dataset type. */
export const COLUMNS_BY_DATASET = {
  type: 'map',
  max: 3,
  key: { type: 'string', max: 256, pattern: /[A-Za-z_]+/ },
  of: {
    type: 'list',
    max: 50,
    of: { type: 'string', max: 150, pattern: /[A-Za-z_][A-Za-z\d_]*/ },
  },
} as const;

/** How new items are explored. */
export const ITEM_EXPLORATION_CONFIG = {
  type: 'map',
  max: 100,
  key: { type: 'string', max: 256 },
  of: { type: 'string', max: 1000 },
} as const;

/**
 * Training and capacity configuration. Stored and returned; only exploration has an effect, because models
 * learn from ids, event types and times and run as fast as the machine.
 */
export const RECOMMENDER_CONFIG = {
  type: 'structure',
  fields: {
    itemExplorationConfig: ITEM_EXPLORATION_CONFIG,
    minRecommendationRequestsPerSecond: { type: 'integer', min: 1 },
    trainingDataConfig: {
      type: 'structure',
      fields: { excludedDatasetColumns: COLUMNS_BY_DATASET, includedDatasetColumns: COLUMNS_BY_DATASET },
    },
    enableMetadataWithRecommendations: { type: 'boolean' },
  },
} as const;
